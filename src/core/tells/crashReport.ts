import type { LogFile } from '../model/logFile.ts';

/** What a crash report names: read from its headline and the frames below it. */
export interface CrashReport {
  /** The function most likely at fault; generic helpers and the reporting code are skipped. */
  readonly culprit: string | undefined;
  /** Up to two lines that name it, 1-based; the headline is not among them. */
  readonly culpritLines: readonly number[];
  /** The call path with generic functions left out, nearest to the fault first. */
  readonly path: readonly string[];
  /** What a kernel fills memory with so that its misuse shows, and which was used as an address. */
  readonly poison: Poison | undefined;
}

export interface Poison {
  readonly value: string;
  readonly meaning: string;
  /** 1-based. */
  readonly line: number;
}

/** After the kernel's `include/linux/poison.h`. */
const poisons: readonly { readonly pattern: RegExp; readonly meaning: string }[] = [
  { pattern: /\b(?:0x)?(?:6b){7,8}\w{0,2}\b/, meaning: 'memory that was freed: a use after free' },
  { pattern: /\b(?:0x)?(?:5a){8}\b/, meaning: 'memory that was never initialised' },
  {
    pattern: /\b(?:0x)?dead0000000001[02][0-2]\b/,
    meaning: 'an entry that was taken out of its list before',
  },
];

/** Lines below a headline that belong to its report. */
const depth = 140;

/** Functions kept of a call path. */
const pathLength = 8;

export function crashReportAt(file: LogFile, headline: number): CrashReport {
  const head = file.lineAt(headline);
  const last = Math.min(file.lineCount, headline + depth);
  let poison: Poison | undefined;
  const named: { readonly name: string; readonly line: number; readonly isSure: boolean }[] = [];
  for (let line = headline + 1; line <= last; line++) {
    const text = file.lineAt(line).slice(0, 400);
    if (endOfReport.test(text)) break;
    poison ??= poisonIn(text, line);
    const found = versions.test(text) ? undefined : functionIn(text);
    if (found && !generic.test(found.name)) {
      named.push({ ...found, line });
    }
  }
  const inHead = headFunction(head);
  const culprit =
    inHead && !generic.test(inHead)
      ? inHead
      : (named.find((one) => one.isSure)?.name ?? named[0]?.name ?? inHead);
  const sure = named.filter((one) => one.isSure).map((one) => one.name);
  const path = [...new Set([...(culprit ? [culprit] : []), ...sure])].slice(0, pathLength);
  const culpritLines = named.filter((one) => one.name === culprit).map((one) => one.line);
  return { culprit, culpritLines: culpritLines.slice(0, 2), path, poison };
}

function poisonIn(text: string, line: number): Poison | undefined {
  const [found] = poisons.flatMap(({ pattern, meaning }) => {
    const value = pattern.exec(text)?.[0];
    return value === undefined ? [] : [{ value, meaning, line }];
  });
  return found;
}

const endOfReport =
  /---\[ end trace|^==\d+== (?:LEAK|ERROR|HEAP) SUMMARY|^\s*={20,}\s*$|Rebooting in|Kernel Offset:|cpu\d+: End traceback/;

/** `CPU: 1 PID: 812 Comm: gull Not tainted 6.1.0-18-amd64 #1 Debian 6.1.76-1` is no frame. */
const versions =
  /\bComm: \S|\bNot tainted\b|\bTainted: |\bHardware name: |\bRegister [rx]\d{1,2} information: /;

/** `BUG: KASAN: use-after-free in usb_anchor_resume_wakeups+0xbe/0xe0`, `... at dir.c:212 f+0x2/0x5`. */
function headFunction(head: string): string | undefined {
  const match =
    /\bin (?!(?:kernel|supervisor|user|privileged|interrupt) mode\b)([A-Za-z_][\w.]{2,80})(?:\+0x|\s|$|\()/.exec(
      head,
    ) ?? /\b([A-Za-z_][\w.]{2,80})\+0x[0-9a-f]+/.exec(head);
  return match?.[1]?.replace(/\.(?:isra|part|constprop|cold)[.\d]*$/, '');
}

const patterns: readonly RegExp[] = [
  // The JVM: `# C  [librocksdbjni.so+0x3b4e21]  rocksdb::DBImpl::NewIterator(...)+0x31`.
  /^(?<text># {1,3}[CVJjv] {1,2}(?:\d{1,8} {1,3}c[12] )?(?:\[[^\]]{1,120}\] {1,3})?)(?<name>[A-Za-z_~][\w:.$~<>]{2,160})/,
  /^(?<text>==\d+== {2,8}(?:at|by) 0x[0-9A-F]+: )(?<name>(?!malloc|calloc|realloc|free|operator |mem|str)[A-Za-z_~][\w:.$~<>]{1,160})/,
  /^(?<text>.*?)\b(?<name>[A-Za-z_][\w.$]{1,80})\+0x[0-9a-f]{1,8}/,
  /^(?<text>\s*(?:\[[^\]]{1,40}\]){0,3}\s*)(?<name>[a-z_]\w{2,80}) (?:[\w-]+\/){1,10}[\w.-]+\.[chS]:\d+/,
  /^(?<text>\s*)(?<name>[\w./*()$-]{2,160}\.[\w.*()$-]{1,100})\([^)]{0,200}\)$/,
  /^(?<text>.{0,200}?#\d+ (?:0x[0-9a-f]+ in )?)(?<name>(?!Not tainted|Tainted:)[A-Za-z_][\w:<>«»&,]{2,160})/,
];

function functionIn(text: string): { readonly name: string; readonly isSure: boolean } | undefined {
  for (const pattern of patterns) {
    const groups = pattern.exec(text)?.groups;
    const name = groups?.['name']?.replace(/\.(?:isra|part|constprop|cold)[.\d]*$/, '');
    if (name) {
      return { name, isSure: !/\? *(?:\[?<?[0-9a-f]*>?\]?)? *$/.test(groups?.['text'] ?? '') };
    }
  }
  return undefined;
}

/** Functions that run in every crash: reporting, copying, locking, allocating, scheduling, entry. */
const generic =
  /^(?:_{0,3}(?:dump_stack\w*|show_\w+|print_\w+|report_\w*|kasan_\w+|kmsan_\w+|kcsan_\w+|kfence_\w+|asan_\w+|msan_\w+|ubsan_\w+|sanitizer_\w+|check_memory_region\w*|warn\w*|panic|vpanic|db_\w+|snprintf|vsnprintf|printf|vprintf|printk|vprintk\w*|mem(?:cpy|set|move|cmp)\w*|str(?:len|cmp|cpy|ncpy|ncmp|scpy|nlen|lcpy)\w*|fortify_panic|usercopy_abort|check_heap_object|check_object_size|copy_(?:from|to)_user\w*|copy_\w*_user\w*|_?copy_(?:from|to)_iter|raw_\w+|spin_\w+|queued_\w+|read_lock\w*|write_lock\w*|lock_acquire\w*|lock_release\w*|mutex_\w+|down_(?:read|write)\w*|up_(?:read|write)|rwsem_\w+|might_\w+|list_(?:add|del)\w*|hlist_\w+|rb_(?:erase|insert)\w*|rhashtable_\w+|rht_\w+|jhash\w*|queue_work\w*|queue_delayed_work\w*|mod_delayed_work\w*|insert_work|refcount_\w+|kref_\w+|atomic\w*|arch_\w+|kfree\w*|kvfree|vfree|k[vz]?m?[azc]*alloc\w*|kstrdup\w*|kmemdup\w*|vmalloc\w*|alloc_(?:skb|pages?|inode|file|empty_file|fdtable|percpu)\w*|sk_(?:prot_)?alloc|sock_k?m?alloc\w*|(?:mempool|dma|folio|pcpu|new_slab)_alloc\w*|new_slab|context_switch|folio_wait\w*|wait_on_\w+|percpu_rwsem_\w+|flush_work\w*|tick_\w+|update_process_times|hrtimer_\w+|local_apic\w+|check_cpu_stall|rcu\w*|kmem_cache_\w+|slab_\w+|free_\w*slab\w*|alloc_pages\w*|free_pages\w*|alloc_skb|kobject_\w+|get_device|put_device|schedule\w*|preempt_\w+|io_schedule\w*|wait_for_\w+|wait_woken|bit_wait\w*|rcu_\w+|synchronize_\w+|try_to_wake_up|find_\w+_bit|idr_\w+|xas?_\w+|radix_tree_\w+|should_fail\w*|debug_\w+|lockdep_\w+|register_lock_class|__?wake_up\w*|wake_up\w*|console_unlock|smp_apic\w*|complete(?:_all)?|_*hrtimer\w*|__local_bh\w*|local_bh\w*|mark_lock\w*|mark_usage|check_\w*(?:prev|noncircular|deadlock|flags)\w*|validate_chain|trace_\w+|ret_from_fork\w*|kthread|worker_thread|process_one_work|process_scheduled_works|do_softirq\w*|softirq\w*|irq_\w+|asm_\w+|sysvec_\w+|exc_\w+|error_entry|page_fault\w*|do_page_fault|async_page_fault|handle_\w*fault|do_user_addr_fault|entry_\w+|do_syscall\w*|sys_\w+|se_sys_\w+|x64_sys_\w+|do_sys_\w+|ia32_sys_\w+|syscall\w*|Xsyscall|do_error_trap|do_trap|trap(?:_\w+)?|calltrap|alltraps\w*|die\w*|oops\w*|no_context|bad_area\w*|bust_\w+|do_exit|do_group_exit|apic_timer\w*|timer_\w+|call_timer_fn|run_timer\w*|tasklet_action\w*|breakpoint|end|assert\w*|kassert|__assert|ddb_\w+|kern_reboot|kdb_\w+|fixup_\w+|notifier_\w+|watchdog\w*|end_repeat_nmi|nmi\w*|default_idle\w*|cpu_idle\w*|do_idle|cpu_startup\w*|secondary_startup\w*|start_kernel|native_\w+|variable_test_bit|test_bit|instrument_\w+|perf_\w+|unwind_\w+|stack_trace\w*|save_stack\w*|set_track|quarantine_\w+|mmap_\w+lock)|runtime[./].*|testing[./].*|panic|created by .*|std::.*|core::(?:panicking|result|option|fmt|ops|str|slice).*|alloc::.*|rust_begin_unwind|__rust_.*|__libc_start\w*|__GI_\w+|abort|raise|gsignal|main|start_thread|clone3?|__interceptor_.*|__assert_fail\w*|diagnostics_log::.*)$/;
