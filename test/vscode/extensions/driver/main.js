// Lets a test run code inside the extension host: POST the body of an async function that gets
// `vscode`; the reply is `{ value }` or `{ error }`. Never part of the product.
const http = require('node:http');
const vscode = require('vscode');

const AsyncFunction = Object.getPrototypeOf(async () => {}).constructor;

exports.activate = (context) => {
  const port = Number(process.env.WHYTRACE_DRIVER_PORT);
  if (!port) {
    return;
  }
  const server = http.createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) {
      chunks.push(chunk);
    }
    response.end(JSON.stringify(await evaluate(Buffer.concat(chunks).toString('utf8'))));
  });
  // After a reload the host of the window before holds the port for a moment.
  server.on('error', () => setTimeout(() => server.listen(port, '127.0.0.1'), 200));
  server.listen(port, '127.0.0.1');
  context.subscriptions.push({ dispose: () => server.close() });
};

async function evaluate(body) {
  try {
    return { value: (await new AsyncFunction('vscode', 'require', body)(vscode, require)) ?? null };
  } catch (error) {
    return { error: String(error?.stack ?? error) };
  }
}
