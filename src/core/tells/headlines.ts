import type { TellRule } from './tell.ts';

/** Lines with which kernels, sanitizers and run-time systems open a crash report. */
export const crashRules: readonly TellRule[] = [
  // The report before it is the cause: a kernel told to panic on a warning repeats only that.
  {
    kind: 'trailer',
    weight: 0.4,
    pattern: /panic_on_warn set|panic_on_oops|Fatal exception(?: in interrupt)?$/,
  },
  {
    kind: 'trailer',
    weight: 0.4,
    pattern:
      /Kernel panic - not syncing: (?:kasan|KASAN|kcsan|hung_task|softlockup|Fatal exception)/,
  },
  {
    kind: 'crash',
    weight: 1,
    pattern: /\bkernel BUG at\b|\bBUG: [A-Za-z]/,
  },
  // The kernel's slab allocator: `BUG kmalloc-128 (Not tainted): Poison overwritten`.
  {
    kind: 'crash',
    weight: 0.98,
    pattern: /^BUG [\w:.-]{1,60}(?: [\w-]{1,40}){0,2} \((?:Not tainted|Tainted: [^)]{1,60})\): \S/,
  },
  {
    kind: 'crash',
    weight: 1,
    pattern:
      /\b(?:KASAN|KMSAN|KCSAN|KFENCE|UBSAN|UBSan): |\bASan: |\bMSan: |ERROR: (?:Address|Thread|Memory|Leak|UndefinedBehavior)Sanitizer/,
  },
  {
    kind: 'crash',
    weight: 1,
    pattern:
      /\bgeneral protection fault\b|Unable to handle kernel |Unhandled fault: |Internal error: Oops|\bdivide error: |\bstack segment: |\bdouble fault: |\bUnexpected kernel|\binvalid opcode: /,
  },
  {
    kind: 'crash',
    weight: 0.98,
    pattern:
      /\buvm_fault\(|kernel: .{0,40}trap|Fatal trap \d+|fatal .{0,30} trap in supervisor mode|fatal (?:page )?exception: |fatal exception: process|KERNEL PANIC|kernel panic|Kernel panic|\bpanic: (?!none)|^panic\(|Kernel page fault/,
  },
  {
    kind: 'crash',
    weight: 0.97,
    pattern:
      /\bWARNING: (?:CPU: \d+ PID: \d+ at |possible |suspicious |bad unlock|inconsistent |locking bug|kmalloc bug|lock held|ODEBUG|refcount|DATA RACE|.{0,40}lock order|.{0,60}\b(?:locks?|held|leaked|RCU|deadlock)\b)|possible (?:circular locking|recursive locking|irq lock inversion|deadlock)|possible deadlock/,
  },
  {
    kind: 'crash',
    weight: 0.95,
    pattern:
      /INFO: task .{1,80} blocked for more than|INFO: (?:trying to register|suspicious RCU|possible )|list_(?:add|del) (?:corruption|double add)|refcount_t: |kernel stack regs at|rwsem .{0,40}(?:corrupt|owner)|Page Fault in the Kernel|\*\*\* Stop 0x|MUaf|INFO: rcu\S* .{0,60}(?:stall|detected)|rcu: INFO: |NMI watchdog|watchdog: BUG|hung task|unregister_netdevice: waiting for|possible memory leak|unreferenced object|Busy inodes after unmount/,
  },
  {
    kind: 'crash',
    weight: 0.95,
    pattern: /\bASSERT(?:ION)? FAILED\b|\bAssertion [`'"(].{1,200} failed\b|\bassertion "/,
  },
  {
    kind: 'crash',
    weight: 0.95,
    pattern:
      /^panic\b|\bpanic!|\bpanic: |thread '[^']{0,80}' panicked at|panicked at |^fatal error: (?!.{0,120}(?:file not found|No such file))|\[signal SIG[A-Z]+:|runtime error: /,
  },
  {
    kind: 'crash',
    weight: 0.9,
    pattern:
      /heap-buffer-overflow|heap-use-after-free|\bdouble free\b|\bfree\(\): |\b(?:m|re)alloc\(\): |corrupted (?:size vs|double-linked)|munmap_chunk|terminate called|A fatal error has been detected by the Java|^# {1,3}SIG[A-Z]{3,4} \(/,
  },
  // What firmware of microcontrollers writes before it starts again.
  {
    kind: 'crash',
    weight: 0.95,
    pattern: /\bGuru Meditation Error\b|\*{3} ?(?:HARD|BUS|USAGE|MPU) FAULT\b/,
  },
  // Valgrind puts its process before each line.
  {
    kind: 'crash',
    weight: 0.95,
    pattern:
      /^==\d+== (?:.{0,60}\bblocks are definitely lost in loss record|Invalid (?:read|write|free)|Conditional jump or move depends|Use of uninitialised|Possible data race)/,
  },
  { kind: 'crash', weight: 0.95, pattern: /\.swift:\d{1,6}: Fatal error: / },
  // A shell's or a supervisor's word for a child that died: what the child said itself tells more.
  {
    kind: 'crash',
    weight: 0.8,
    pattern:
      /\bSegmentation fault\b|\bSIGSEGV\b|\bSIGABRT\b|\bSIGBUS\b|^SIGQUIT: quit|core dumped|^(?:Aborted|Bus error|Illegal instruction)$/,
  },
  {
    kind: 'crash',
    weight: 0.9,
    pattern:
      /kernel stack overflow|(?<!Compressed )\bOops: |\bOops\[|data TLB error|machine check|MCE: |Uncorrected error|uncorrectable|lost connection to test machine/i,
  },
  // A disk that no longer answers, or returns other bytes than were written.
  {
    kind: 'crash',
    weight: 0.88,
    pattern:
      /\bI\/O error, dev (?!sr|fd|loop)\w|Buffer I\/O error on dev|\bnvme\d{1,2}\b.{0,60}(?:timeout, (?:aborting|reset|disable)|controller is down|probe failure)|\bata\d[\d.]{0,4}: (?:failed command|exception Emask)|\b(?:log|metadata) I\/O error|Shutting down filesystem|\b[Mm]edium [Ee]rror\b|[Jj]ournal has aborted|[Rr]emounting filesystem read-only|forced readonly|\bcsum failed\b|transid verify failed|rejecting I\/O to (?:offline|dead) device|attempting (?:task abort|(?:target|bus|host) reset)!?|Device offlined|Disk failure on \w+, disabling device|md\/raid\S{0,12}: .{0,60}(?:not enough operational|Cannot continue)/,
  },
  // A file system that notices its own damage.
  {
    kind: 'crash',
    weight: 0.85,
    pattern:
      /(?:EXT[234]|REISERFS|XFS|BTRFS|F2FS|JFS|GFS2|OCFS2|NTFS|ntfs3|UBIFS)\b.{0,60}(?:\berror \(|[Ii]nternal error|critical|corrupt|metadata I\/O error)|REISERFS error/,
  },
  {
    kind: 'crash',
    weight: 0.55,
    pattern:
      /segfault at [0-9a-f]|stack smashing detected|Code: Bad RIP|trap (?:invalid opcode|divide error)/,
  },
];
