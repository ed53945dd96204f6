import assert from 'node:assert/strict';
import { claimsOf, diagnoseTexts, everySecond, times } from './texts.ts';

const served = (at: number): string => `INFO api request ${at} served`;
const steady = (at: number): string =>
  at % 12 === 5 ? 'ERROR mailer: connection refused by smtp.example:25' : served(at);

suite('facts against, rivals, probes and questions', () => {
  test('an error that came all along is said to be so, and that counts', async () => {
    const text = everySecond(times(240, steady), 'FATAL api: out of memory', times(60, steady));
    const { hypotheses } = await diagnoseTexts({ 'api.log': text });
    const mailer = hypotheses.find(({ title }) => /smtp|refused/.test(title));
    const fatal = hypotheses[0];
    assert.match(fatal?.title ?? '', /memory/i);
    assert.ok((mailer?.confidence.value ?? 0) < (fatal?.confidence.value ?? 0));
  });

  test('a failure after which the same log goes on without an error is believed less', async () => {
    const before = times(150, served);
    const failure = 'ERROR api: connection refused by db-1:5432';
    const last = await diagnoseTexts({ 'api.log': everySecond(before, failure) });
    const passing = await diagnoseTexts({
      'api.log': everySecond(before, failure, times(80, served)),
    });
    const [fact] = passing.hypotheses[0]?.against ?? [];
    assert.match(fact?.text ?? '', /goes on without an error to its end: “api request 79 served”/);
    assert.equal(fact?.verdict.kind, 'supported');
    assert.equal(fact?.citations[0]?.startLine, 231);
    assert.deepEqual(last.hypotheses[0]?.against, []);
    const refuting = passing.hypotheses[0]?.confidence.factors.find(
      ({ name }) => name === 'refuting',
    );
    assert.ok((refuting?.contribution ?? 0) < 0);
  });

  const two = (gap: number): string =>
    everySecond(
      times(100, served),
      times(20, () => 'ERROR store: disk quota exceeded on /data'),
      times(gap, served),
      times(20, () => 'ERROR gateway: upstream timed out'),
    );

  test('what came later than the first explanation has that fact against it', async () => {
    const { hypotheses } = await diagnoseTexts({ 'api.log': two(100) });
    const later = hypotheses.find(({ title }) => /timed out/.test(title));
    const lead = hypotheses[0];
    assert.match(lead?.title ?? '', /quota/);
    assert.match(later?.against[0]?.text ?? '', /was there before it: “.*disk quota exceeded/);
  });

  test('the first explanation is told from its rival by what each of them predicts', async () => {
    const { hypotheses } = await diagnoseTexts({ 'api.log': two(100) });
    const probe = hypotheses[0]?.probes[0];
    assert.match(probe?.title ?? '', /^Tell it from “.*timed out/);
    assert.match(probe?.confirms ?? '', /That speaks for “.*quota.*”\.$/);
    assert.match(probe?.refutes ?? '', /That speaks for “.*timed out.*”\.$/);
  });

  test('a usual cause without a line of its own claims nothing, says what is missing, and stays weak', async () => {
    const text = everySecond(times(50, served), 'ERROR api: write failed: No space left on device');
    const { hypotheses } = await diagnoseTexts({ 'api.log': text });
    const unseen = hypotheses.slice(1);
    assert.ok(unseen.length > 0);
    for (const { claims, missing, confidence } of unseen) {
      assert.deepEqual(claims, []);
      assert.match(missing.join('\n'), /Its sign would be: /);
      assert.equal(confidence.band, 'weak');
    }
    assert.ok(hypotheses[0]?.confidence.factors.every(({ name }) => name !== 'rivals'));
    assert.match(hypotheses[0]?.probes[0]?.refutes ?? '', /speaks for the next usual one/);
  });

  test('a question raises what it names, and it is said where nothing it names was found', async () => {
    const text = everySecond(
      times(100, served),
      times(9, () => 'ERROR alpha: cannot read its table'),
      times(100, served),
      times(9, () => 'ERROR omega: cannot read its table of rates'),
    );
    const ask = (question?: string) => diagnoseTexts({ 'api.log': text }, undefined, question);
    assert.match((await ask('why is omega slow?')).hypotheses[0]?.title ?? '', /omega/);
    assert.match((await ask('why does alpha fail at 09:01?')).hypotheses[0]?.title ?? '', /alpha/);
    const [first] = (await ask('why does the warehouse flood?')).hypotheses;
    assert.match(first?.missing.at(-1) ?? '', /question “why does the warehouse flood\?” names/);
    assert.deepEqual(
      await ask('What is wrong here?').then((one) => one.hypotheses),
      (await ask()).hypotheses,
    );
  });

  test('an answer without an incident says where the question could not be followed', async () => {
    const log = { 'api.log': everySecond(times(60, served)) };
    const { reason, outcome } = await diagnoseTexts(log, undefined, 'why do invoices vanish?');
    assert.equal(outcome, 'noIncident');
    assert.match(reason, /invoices vanish/);
  });

  test('no claim of the chain is lost to the facts against it', async () => {
    const { hypotheses } = await diagnoseTexts({ 'api.log': two(100) });
    assert.match(claimsOf(hypotheses[0]), /disk quota exceeded/);
  });

  test('what it hit is told where a call graph or the cluster shows it', async () => {
    const topology = {
      services: ['shop-api', 'ledger'],
      edges: [{ from: 'shop-api', to: 'ledger', status: 'observed' as const }],
    };
    const logs = {
      'ledger.log': everySecond(
        times(60, () => 'INFO ledger booked'),
        times(9, () => 'ERROR ledger cannot start: no space left on device'),
        'WARN kubelet Back-off restarting failed container ledger in pod ledger-1',
      ),
      'shop-api.log': everySecond(
        times(62, () => 'INFO shop-api served'),
        times(9, () => 'ERROR shop-api order lost: peer answered 500'),
      ),
    };
    const { hypotheses } = await diagnoseTexts(logs, { items: [], topology });
    const impacts = hypotheses[0]?.claims.filter(({ role }) => role === 'impact') ?? [];
    const told = impacts.map(({ text }) => text).join('\n');
    assert.match(hypotheses[0]?.title ?? '', /space/i);
    assert.match(told, /It is restarted for it: “.*Back-off restarting/);
    assert.match(told, /Who calls it fails: “.*peer answered 500/);
    assert.ok(impacts.every(({ verdict }) => verdict.kind === 'supported'));
  });
});
