import assert from 'node:assert/strict';
import { webviewHtml } from '../../src/extension/webviewHtml.ts';

suite('webviewHtml', () => {
  const html = webviewHtml({
    title: 'Whytrace',
    nonce: 'N0nce',
    cspSource: 'https://resources',
    script: 'https://resources/dist/panel.js',
    styles: ['https://resources/media/base.css', 'https://resources/media/panel.css'],
  });

  test('forbids everything but its own script and style', () => {
    const policy = html.match(/Content-Security-Policy" content="([^"]+)"/)?.[1];
    assert.equal(
      policy,
      "default-src 'none'; script-src 'nonce-N0nce'; style-src https://resources; font-src https://resources; base-uri 'none'; form-action 'none'",
    );
  });

  test('has one script, with the nonce, and none inline', () => {
    assert.deepEqual(html.match(/<script[^>]*>[^<]*/g), [
      '<script nonce="N0nce" src="https://resources/dist/panel.js">',
    ]);
    assert.doesNotMatch(html, /<style|style=|\son\w+=/);
  });

  test('links its styles, the base first', () => {
    assert.deepEqual(html.match(/media\/\w+\.css/g), ['media/base.css', 'media/panel.css']);
  });

  test('is titled, so that it can be told from other webviews', () => {
    assert.match(html, /<title>Whytrace<\/title>/);
    assert.match(html, /<main id="app"><\/main>/);
  });

  test('is in English where it is given no words', () => {
    assert.match(html, /<html lang="en">/);
    assert.doesNotMatch(html, /l10n/);
  });

  suite('with words of another language', () => {
    const messages = { Cancel: '取消', '</script><img src=x>': '<b>' };
    const assets = { title: 'T', nonce: 'N0nce', cspSource: 'x', script: 'panel.js', styles: [] };
    const translated = webviewHtml({ ...assets, words: { language: 'zh-CN', messages } });
    const [data, script, ...others] = [...translated.matchAll(/<script([^>]*)>([^<]*)<\/script>/g)];

    test('names the language', () => assert.match(translated, /<html lang="zh-CN">/));

    test('holds the words as data before its script, and nothing else', () => {
      assert.equal(data?.[1], ' type="application/json" id="l10n"');
      assert.deepEqual(JSON.parse(data?.[2] ?? ''), { language: 'zh-CN', messages });
      assert.equal(script?.[1], ' nonce="N0nce" src="panel.js"');
      assert.deepEqual(others, []);
    });

    test('words can’t end the data', () => assert.doesNotMatch(translated, /<img|<b>/));

    test('the policy is as strict as ever', () => {
      const policy = /Content-Security-Policy" content="([^"]+)"/;
      assert.match(
        translated.match(policy)?.[1] ?? '',
        /^default-src 'none'; script-src 'nonce-N0nce';/,
      );
    });
  });
});
