import assert from 'node:assert/strict';
import fc from 'fast-check';
import { exportCase, exportNote, importCase } from '../../../src/core/caseFile.ts';
import type { Case } from '../../../src/core/model/case.ts';
import type { Diagnosis } from '../../../src/core/model/diagnosis.ts';
import { diagnosed } from '../../webview/fixture.ts';
import { caseOf, run } from './fixture.ts';

const here = { folder: 'file:///work/shop', home: '/home/ada' };
const whole = { ...here, redact: undefined };

/** What is read again, or a failure of the test. */
function reread(text: string, folder: string | undefined = here.folder): Case {
  const parsed = importCase(text, { folder });
  assert.ok(parsed.kind === 'value', parsed.kind === 'value' ? '' : parsed.message);
  return parsed.value;
}

function plain<T>(data: T): T {
  return JSON.parse(JSON.stringify(data)) as T;
}

suite('exportCase and importCase', () => {
  test('a case comes back as it was, told as one from elsewhere', () => {
    const given = caseOf(run('r1', 2000), run('r2', 3000));
    const expected = {
      ...given,
      summary: { ...given.summary, isImported: true },
      verdicts: given.verdicts.map((one) => ({ ...one, isImported: true })),
    };
    assert.deepEqual(reread(exportCase(given, whole)), plain(expected));
  });

  test('without secrets in it, a redacted case comes back the same', () => {
    const given = caseOf(run('r1', 2000));
    const text = exportCase(given, { ...here, redact: ['email'] });
    assert.deepEqual(plain(reread(text).runs), plain(given.runs));
  });

  test('in another copy of the workspace its files are that copy’s', () => {
    const text = exportCase(caseOf(run('r1', 2000)), whole);
    assert.ok(!text.includes('/work/shop'), text.slice(0, 2000));
    const [first] = reread(text, 'file:///c%3A/other').runs;
    assert.equal(first?.request?.sources[0]?.uri, 'file:///c%3A/other/checkout.log');
  });

  test('files that are not here are told by what the case cites, at its own lines', () => {
    const text = exportCase(caseOf(run('r1', 2000)), { ...whole, folder: 'file:///elsewhere' });
    const [first] = reread(text).runs;
    assert.equal(first?.request, undefined);
    const [end] = [first?.end];
    assert.ok(end?.kind === 'done');
    const [evidence] = end.diagnosis.evidence;
    assert.ok(evidence);
    const lines = first?.texts[evidence.uri]?.split('\n') ?? [];
    const { startLine, endLine } = evidence;
    assert.equal(lines.slice(startLine - 1, endLine).join('\n'), evidence.text);
  });

  const escapes = [
    'file:///etc/passwd',
    'workspace:/../../etc/passwd',
    'workspace:/a/../../b.log',
    'workspace:/%2e%2e/b.log',
    'workspace:/a%2F..%2Fb.log',
    'workspace:/C%3A/b.log',
    'workspace://host/b.log',
    'command:workbench.action.quit',
    'vscode-remote://ssh/etc/passwd',
    'whytrace-change',
  ];
  for (const uri of escapes) {
    test(`a file can’t name ${uri}`, () => {
      const text = exportCase(caseOf(run('r1', 2000)), whole).replaceAll(
        'workspace:/checkout.log',
        uri,
      );
      const uris = JSON.stringify(reread(text)).match(/"uri":"[^"]*"/g) ?? [];
      for (const found of uris) {
        assert.match(found, /^"uri":"(?:file:\/\/\/work\/shop\/|whytrace-change:\/imported\/)/);
        assert.doesNotMatch(found, /^"uri":"file:.*(?:\.\.|%2e|%2F)/i);
      }
    });
  }

  test('texts that would stand for other files are dropped', () => {
    const given = caseOf(run('r1', 2000));
    const text = exportCase(given, whole).replace('"whytrace-change:/a.diff"', '"file:///a.log"');
    assert.deepEqual(Object.keys(reread(text).runs[0]?.texts ?? {}), []);
  });

  const good = exportCase(caseOf(run('r1', 2000)), whole);
  const broken: readonly (readonly [string, string, RegExp])[] = [
    ['an empty file', '', /no JSON object, or was cut short/],
    ['a file that was cut short', good.slice(0, 900), /cut short/],
    ['a list', '[]', /no JSON object/],
    ['another program’s JSON', '{"name":"x"}', /no case of Whytrace.*whytrace\.case\/1/],
    [
      'a newer case',
      good.replace('case/1', 'case/9'),
      /newer Whytrace \(whytrace\.case\/9\).*Update/,
    ],
    [
      'a confidence above one',
      good.replace(/"value":0?\.\d+,"band"/, '"value":7,"band"'),
      /confidence\.value/,
    ],
    ['a claim of no role', good.replace('"role":"symptom"', '"role":"boss"'), /claims\.0\.role/],
    [
      'a run whose id is a path',
      good.replace('"id":"r1"', '"id":"../r1"'),
      /runs\.0\.id.*is no id/,
    ],
    [
      'a text where lines are meant',
      good.replace(/"startLine":\d+/, '"startLine":"x"'),
      /startLine/,
    ],
  ];
  for (const [name, text, message] of broken) {
    test(`says what is wrong with ${name}`, () => {
      const parsed = importCase(text, here);
      assert.ok(parsed.kind !== 'value');
      assert.match(parsed.message, message);
    });
  }

  test('what a later version of the format adds is kept', () => {
    const more = good.replace('"outcome":"diagnosed"', '"outcome":"diagnosed","weather":"fine"');
    const [first] = reread(more).runs;
    assert.ok(first?.end.kind === 'done');
    assert.equal((first.end.diagnosis as unknown as { weather: string }).weather, 'fine');
  });

  test('any JSON is read or refused, and never throws', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const data = { ...(JSON.parse(good) as object), ...(value as object) };
        importCase(JSON.stringify(value), here);
        importCase(JSON.stringify(data), here);
      }),
    );
  });
});

suite('redaction of exports', () => {
  /** Where a secret can hide: in evidence, quotes, what people wrote, what was pasted, said, sent. */
  const key = 'AKIAQ3EGRNDZ7XK2WJPM';
  const password = 'tR0ub4dor-9fK2xQz7Lm';
  const planted: readonly (readonly [string, (given: Case) => Case])[] = [
    ['evidence', (given) => changed(given, (one) => evidenceText(one, `key=${key}`))],
    ['a quote', (given) => changed(given, (one) => quote(one, `aws_access_key_id = ${key}`))],
    [
      'a problem',
      (given) =>
        changed(given, (one) => ({ ...one, problems: [{ code: 'x', message: `near ${key}` }] })),
    ],
    ['the note', (given) => ({ ...given, summary: { ...given.summary, note: `use ${key}` } })],
    ['what solved it', (given) => ({ ...given, summary: { ...given.summary, solution: key } })],
    [
      'a verdict’s note',
      (given) => ({ ...given, verdicts: given.verdicts.map((one) => ({ ...one, note: key })) }),
    ],
    [
      'a conversation',
      (given) => ({
        ...given,
        attachments: [
          { kind: 'chat', key: 'c', time: 1, data: { code: key, id: key, kind: [key] } },
        ],
      }),
    ],
    [
      'a text of a change',
      (given) => ({
        ...given,
        runs: given.runs.map((one) => ({
          ...one,
          texts: { 'whytrace-change:/a.diff': `+${key}` },
        })),
      }),
    ],
    [
      'an output of a check',
      (given) => ({
        ...given,
        runs: given.runs.map((one) => ({
          ...one,
          request: {
            sources: [],
            probeOutputs: [{ uri: 'whytrace-change:/o', name: 'o', text: key }],
          },
        })),
      }),
    ],
    [
      'a field that is not known',
      (given) => changed(given, (one) => ({ ...one, later: { code: key } }) as Diagnosis),
    ],
    [
      'what was sent',
      (given) =>
        changed(given, (one) => ({
          ...one,
          receipt: { destination: 'x', text: key, redactions: [] },
        })),
    ],
  ];
  for (const [name, plant] of planted) {
    test(`finds a secret in ${name}`, () => {
      const given = plant(caseOf(run('r1', 2000)));
      assert.ok(exportCase(given, whole).includes(key), 'it is there before');
      const redacted = { ...here, redact: ['email'] as const };
      assert.ok(!exportCase(given, redacted).includes(key));
      assert.ok(!exportNote(given, redacted).includes(key));
      reread(exportCase(given, redacted));
    });
  }

  test('a password that one line gives away is hidden in those before it too', () => {
    const given = changed(caseOf(run('r1', 2000)), (one) => ({
      ...evidenceText(one, `login failed for ${password}`),
      problems: [{ code: 'x', message: `password=${password}` }],
    }));
    assert.ok(!exportCase(given, { ...here, redact: [] }).includes(password));
  });

  test('the values behind a model’s placeholders stay here, and new placeholders have other numbers', () => {
    const given = changed(caseOf(run('r1', 2000)), (one) => ({
      ...evidenceText(one, 'mail of bob@example.org'),
      hidden: { '⟦EMAIL_1⟧': 'ada@example.com' },
      receipt: { destination: 'x', text: 'sent ⟦EMAIL_1⟧ and ⟦EMAIL_4⟧', redactions: [] },
    }));
    const text = exportCase(given, { ...here, redact: ['email'] });
    assert.doesNotMatch(text, /ada@example|bob@example/);
    assert.match(text, /mail of ⟦EMAIL_5⟧/);
    assert.match(text, /sent ⟦EMAIL_1⟧ and ⟦EMAIL_4⟧/);
  });

  const written: readonly (readonly [string, string, string, string])[] = [
    ['a folder', 'file:///work/shop', '/work/shop/redis.log', 'redis.log'],
    ['a folder with a space', 'file:///work/my%20shop', '/work/my shop/a.log', 'a.log'],
    ['a folder of a drive', 'file:///c%3A/shop', 'C:\\shop\\a.log c:/shop/b.log', 'a.log b.log'],
    ['a folder far away', 'vscode-remote://ssh-remote%2Bh/srv/shop', '/srv/shop/a.log', 'a.log'],
    ['the home of the user', 'file:///work/shop', '/home/ada/.ssh/config', '~/.ssh/config'],
    ['no folder', '', '/work/shop/redis.log', '/work/shop/redis.log'],
  ];
  for (const [name, folder, told, expected] of written) {
    test(`does not tell where ${name} lies`, () => {
      const attachments = [{ kind: 'chat', key: 'c', time: 1, data: [told] }];
      const given = { ...caseOf(run('r1', 2000)), attachments };
      const options = { folder: folder || undefined, home: '/home/ada', redact: [] };
      assert.ok(exportCase(given, options).includes(JSON.stringify([expected])));
    });
  }
});

function changed(given: Case, change: (diagnosis: Diagnosis) => Diagnosis): Case {
  return {
    ...given,
    runs: given.runs.map((one) =>
      one.end.kind === 'done'
        ? { ...one, end: { ...one.end, diagnosis: change(one.end.diagnosis) } }
        : one,
    ),
  };
}

function evidenceText(diagnosis: Diagnosis, text: string): Diagnosis {
  const [first, ...others] = diagnosis.evidence;
  assert.ok(first);
  return { ...diagnosis, evidence: [{ ...first, text }, ...others] };
}

function quote(diagnosis: Diagnosis, text: string): Diagnosis {
  return {
    ...diagnosis,
    hypotheses: diagnosis.hypotheses.map((one) => ({
      ...one,
      claims: one.claims.map((claim) => ({
        ...claim,
        citations: claim.citations.map((citation) => ({ ...citation, quote: text })),
      })),
    })),
  };
}

test('the fixture has no secret of its own', () => {
  assert.ok(!JSON.stringify(diagnosed).includes('⟦'));
});
