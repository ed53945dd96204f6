import type { TellRule } from './tell.ts';

/**
 * Failures of programs at work, in words that compilers and test runners use too: they are told
 * apart by the shape of the line, so these are looked for first.
 */
export const runtimeRules: readonly TellRule[] = [
  // A caller that waited in vain, whatever it does then.
  {
    kind: 'network',
    weight: 0.76,
    pattern:
      /\bdid(?:n't| not) (?:answer|respond|reply)\b|\bno (?:answer|reply) (?:from|within|after)\b|\b50[234] .{0,40}\bupstream[ =:]/,
  },
  // A server's own upkeep: whose client is gone is told elsewhere.
  { kind: 'network', weight: 0.5, pattern: /\bExpiring session 0x/ },
  // Ruby: `cart.rb:12:in 'total': undefined method 'price' for nil (NoMethodError)`.
  {
    kind: 'exception',
    weight: 0.9,
    pattern:
      /\.rb:\d{1,6}:in [`'‘].{1,400}\((?:[A-Z]\w{0,60}::){0,4}(?!SyntaxError|LoadError)[A-Z]\w{2,60}\)\s*$/,
  },
  // A name that is not known when it is met, in Python, Ruby and JavaScript.
  {
    kind: 'exception',
    weight: 0.9,
    pattern:
      /^\s*(?:Uncaught |Unhandled )?(?:[\w$]{1,60}[.:]{1,2}){0,8}(?:NameError|NoMethodError|ReferenceError|UnboundLocalError)\b ?:/,
  },
  { kind: 'exception', weight: 0.9, pattern: /(?:PHP )?Fatal error: {1,4}Uncaught / },
  // Lua names its interpreter, Perl ends with the place.
  { kind: 'exception', weight: 0.86, pattern: /^lua[\w.-]{0,12}: .{1,300}\.lua:\d{1,6}: \S/ },
  {
    kind: 'exception',
    weight: 0.8,
    pattern:
      /^(?!.{0,40}(?:Use of uninitialized|uninitialized value|masks earlier|redefined|deprecated|\(W\)))\S.{2,400} at \S{1,200}\.(?:pl|pm|t|cgi|psgi) line \d{1,6}\.\s*$/,
  },
];
