import { readFileSync } from 'node:fs';
import { signatures } from './src/core/knowledge/knowledge.ts';
import { createMatcher } from './src/core/knowledge/matcher.ts';
const m = createMatcher(signatures);
for (const l of readFileSync('/tmp/wt/klines.txt','utf8').split('\n')) if (l.trim()) console.log((m(l).map(x=>x.signature.id).join(',')||'-').padEnd(40), l.slice(0,150));
