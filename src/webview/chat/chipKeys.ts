/** The arrows move between the buttons of the chips, Delete takes one away; false for any other key. */
export function chipKey(event: KeyboardEvent, remove: (chip: string) => void): boolean {
  const target = event.target as HTMLElement;
  const buttons = [...(target.closest('ul')?.querySelectorAll('button') ?? [])];
  const at = buttons.indexOf(target as HTMLButtonElement);
  const move: Readonly<Record<string, number>> = {
    ArrowLeft: at - 1,
    ArrowRight: at + 1,
    Home: 0,
    End: buttons.length - 1,
  };
  const next = move[event.key];
  if (next !== undefined) {
    buttons[next]?.focus();
    return true;
  }
  const chip = target.closest<HTMLElement>('li')?.dataset['chip'];
  if (chip !== undefined && (event.key === 'Delete' || event.key === 'Backspace')) {
    remove(chip);
    return true;
  }
  return false;
}

/** Where the focus goes when a chip is taken away. */
export function neighbour(item: HTMLElement): HTMLElement | null {
  const other = item.nextElementSibling ?? item.previousElementSibling;
  return other?.querySelector<HTMLElement>('.remove') ?? null;
}
