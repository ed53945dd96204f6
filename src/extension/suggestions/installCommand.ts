/** Commands that fetch code by its name from where anybody can put some. */
const install =
  /(?:^|[\s;&|(])(?:npm\s+(?:-\S+\s+)*(?:i|in|install|add|exec)|npx|pnpm\s+(?:add|install|i|dlx)|yarn\s+(?:global\s+)?(?:add|dlx)|bun\s+(?:add|install|x)|bunx|deno\s+add|pipx?3?\s+(?:install|run)|python3?\s+-m\s+pip\s+install|uvx?\s+(?:add|pip\s+install|tool\s+install)|poetry\s+add|conda\s+install|cargo\s+(?:add|install)|go\s+(?:get|install)|gem\s+install|bundle\s+add|composer\s+(?:global\s+)?require|dotnet\s+add\b.*\bpackage|nuget\s+install)\s+\S/;

/** Whether a text holds a command that installs packages by their names. */
export function installsPackages(text: string): boolean {
  return text.length < LONGEST && install.test(text.replace(/\\\r?\n/g, ' '));
}

/** Characters of a command; a review or a request that quotes one is no command. */
const LONGEST = 4_000;
