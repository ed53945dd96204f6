import { type BehaviourName, behaviours } from './behaviours.ts';
import { startModelServer } from './modelServer.ts';

// Runs the test server by hand: npx node test/modelServer/main.ts [BEHAVIOUR] [PORT]
const [name = 'streamed', port = '8089'] = process.argv.slice(2);
if (name in behaviours) {
  const server = await startModelServer(name as BehaviourName, Number(port));
  process.stdout.write(`${server.url} answers as "${name}"; Ctrl+C stops it.\n`);
} else {
  process.stderr.write(`Unknown behaviour. There are: ${Object.keys(behaviours).join(', ')}\n`);
  process.exitCode = 2;
}
