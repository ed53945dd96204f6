import { readCases, diagnoseCase } from './cases.ts';
for (const one of readCases(process.argv[2]!).filter(c=>process.argv[3]===undefined||c.id.match(process.argv[3]))) {
  const d = await diagnoseCase(one);
  for (const h of d.hypotheses.slice(0,Number(process.argv[4]??1))) { console.log(one.id, one.expected.negative, d.outcome, h.confidence.value.toFixed(3), h.title.slice(0,80)); console.log('   ', h.confidence.factors.map(f=>`${f.name} ${f.value.toFixed(2)}→${f.contribution.toFixed(2)}`).join(', '), h.confidence.gates.map(g=>g.name+g.cap.toFixed(2)).join(' '), h.claims.map(c=>c.role+':'+c.verdict.kind+c.citations.map(x=>x.startLine)).join(' '), 'against', h.against.map(c=>`${c.verdict.kind}${c.refutes} ${c.text.slice(0,80)}`).join(' | ')); }
}
