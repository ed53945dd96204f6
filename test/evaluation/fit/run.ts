import { readCases } from '../cases.ts';
import { examplesOf, type Example } from './examples.ts';
import { believed, fitWeights, fitted, type Weighted } from './fit.ts';
import shipped from '../../../src/core/score/weights.json' with { type: 'json' };
import { auroc } from './figures.ts';
const ex: Example[] = [];
for (const root of process.argv.slice(2)) for (const one of readCases(root)) ex.push(...await examplesOf(one, 1));
const groups = (l: readonly Example[]) => { const m = new Map<string, Example[]>(); for (const e of l) { const k = `${e.by} ${e.kind} ${e.isRight}`; m.set(k, [...(m.get(k)??[]), e]); } return m; };
for (const [k, l] of groups(ex)) console.log(k.padEnd(70), l.length);
const BASE = Number(process.env.BASE ?? 0.88);
function weighted(l: readonly Example[]): Weighted[] {
  const an = l.filter(e => e.by !== 'simulated model'); const sim = l.filter(e => e.by === 'simulated model');
  const r = an.filter(e => e.isRight).length, w = an.length - r;
  const sr = sim.filter(e => e.isRight).length, sw = sim.length - sr;
  return [...an.map(e => ({ example: e, weight: e.isRight ? 1 : (r * (1 - BASE) / BASE) / w })), ...sim.map(e => ({ example: e, weight: e.isRight ? .5 : .5*sr / sw }))];
}
const stat = (l: readonly {confidence:number,isRight:boolean,w:number}[]) => {
  const W = l.reduce((a,b)=>a+b.w,0); const bins = new Map<number, any[]>();
  for (const x of l) { const b = Math.min(9, Math.floor(x.confidence*10)); bins.set(b,[...(bins.get(b)??[]),x]); }
  let ece=0; for (const [,m] of bins) ece += Math.abs(m.reduce((a,b)=>a+b.w*(b.confidence-Number(b.isRight)),0))/W;
  const brier = l.reduce((a,b)=>a+b.w*(b.confidence-Number(b.isRight))**2,0)/W;
  const nll = l.reduce((a,b)=>a-b.w*Math.log(b.isRight?b.confidence:1-b.confidence),0)/W;
  const mean = l.reduce((a,b)=>a+b.w*b.confidence,0)/W;
  return `n ${l.length} mean ${mean.toFixed(3)} ece ${ece.toFixed(3)} brier ${brier.toFixed(3)} nll ${nll.toFixed(3)} auroc ${auroc(l)?.toFixed(3)}`;
};
const show = (name: string, val: (e: Example) => number) => {
  const all = weighted(ex).map(({example, weight}) => ({ e: example, confidence: val(example), isRight: example.isRight, w: weight }));
  console.log(name);
  console.log('  analysts ', stat(all.filter(x=>x.e.by!=='simulated model')));
  console.log('  analyst  ', stat(all.filter(x=>x.e.by==='analyst')));
  console.log('  simulated', stat(all.filter(x=>x.e.by==='simulated model')));
  console.log('  all      ', stat(all));
};
show('shipped', e => believed(e, shipped).value);
for (const lambda of (process.env.L ?? '3').split(',').map(Number)) {
  const t = performance.now();
  const full = fitWeights(weighted(ex), shipped, lambda);
  console.log('lambda', lambda, 'start', full.start.toFixed(2), fitted.map(f=>`${f.name} ${full.factors[f.name].weight.toFixed(2)}`).join(', '), JSON.stringify(full.gates));
  show(' in sample', e => believed(e, full).value);
  const sources = [...new Set(ex.map(e=>e.source))];
  const byS = new Map(sources.map(s => [s, fitWeights(weighted(ex.filter(e=>e.source!==s)), shipped, lambda)]));
  show(' out of fold', e => believed(e, byS.get(e.source)!).value);
  for (const [k, l] of groups(ex)) console.log('  ', k.padEnd(60), (l.reduce((a,e)=>a+believed(e,full).value,0)/l.length).toFixed(3));
  console.log(((performance.now()-t)/1000).toFixed(1)+' s');
}
