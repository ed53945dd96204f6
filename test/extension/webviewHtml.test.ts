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
});
