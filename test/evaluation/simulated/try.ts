import { readCases } from '../cases.ts';
import { openCase } from '../trust/world.ts';
import { simulatedAnswers, kinds } from './answers.ts';
import { createDice } from '../../samples/writer.ts';
import { verifyProposal } from '../../../src/core/verify/verify.ts';
import { scoreHypotheses } from '../../../src/core/score/score.ts';
import { auroc } from '../fit/figures.ts';
const out: any[] = [];
for (const root of process.argv.slice(2)) for (const one of readCases(root)) {
  if (one.expected.negative) continue;
  const world = await openCase(one);
  const dice = createDice(1);
  for (const a of simulatedAnswers(world, one.expected, dice)) {
    const v = verifyProposal(a.proposal, world.facts);
    const s = scoreHypotheses(v, world.facts);
    const h = s.hypotheses.find(h => h.title === a.proposal.hypotheses[0]!.title)!;
    out.push({ id: one.id, kind: a.kind, isRight: a.isRight, confidence: h.confidence.value, h, factors: Object.fromEntries(h.confidence.factors.map(f=>[f.name,+f.value.toFixed(2)])), gates: h.confidence.gates.map(g=>g.name), ...Object.fromEntries([0,1,3,6,12,25].map(k=>['t'+k, Math.max(0,...h.claims.filter(c=>c.role==='cause').flatMap(c=>c.citations).flatMap(c=>world.facts.pack.evidence.filter(e=>e.uri===c.uri).map(e=>e.rank*Math.max(0,...e.focus.map(f=>{const d=Math.max(0,f.startLine-c.endLine,c.startLine-f.endLine);return d===0?1:Math.max(0,1-d/(k+.001))})))))])), foc: Math.max(0,...h.claims.filter(c=>c.role==='cause').flatMap(c=>c.citations).flatMap(c=>world.facts.pack.evidence.filter(e=>e.uri===c.uri&&e.focus.some(f=>f.startLine-1<=c.startLine&&c.startLine<=f.endLine+1)).map(e=>e.rank))), top: Math.max(...world.facts.pack.evidence.map(e=>e.rank)), rank: Math.max(0,...h.claims.filter(c=>c.role==='cause').flatMap(c=>c.citations).map(c=>world.facts.pack.evidence.find(e=>e.id===c.evidence)?.rank??0)) });
  }
  world.close();
}
console.log('all', auroc(out));
for (const k of kinds) {
  const l = out.filter(o=>o.kind===k); const r = out.filter(o=>o.isRight);
  const m = (x:number[])=>x.reduce((a,b)=>a+b,0)/x.length;
  console.log(k.padEnd(34), l.length, m(l.map(o=>o.confidence)).toFixed(3), k!==kinds[0]? auroc([...r,...l])!.toFixed(3):'', 'rank', m(l.map(o=>o.rank)).toFixed(2));
}
const fs = await import('node:fs'); fs.writeFileSync('/tmp/fit-sim.json', JSON.stringify(out));
