import type { Assumption, Check, Finding, Suggestion } from '../../model/audit.ts';
import { brokenChartValues } from './chartValues.ts';
import { brokenColumns } from './columns.ts';
import { checkCommands } from './commands.ts';
import { brokenDefinitions } from './definitions.ts';
import { brokenEnvironment } from './environment.ts';
import { brokenExports } from './exports.ts';
import { brokenMembers } from './members.ts';
import { brokenMessages } from './messages.ts';
import { cutNetworks } from './networks.ts';
import { brokenObjects } from './objects.ts';
import { cutByPolicies } from './policies.ts';
import { brokenPorts } from './ports.ts';
import { brokenProtocols } from './protocols.ts';
import { checkQuantities } from './quantities.ts';
import { brokenRoutes } from './routes.ts';
import { brokenSelectors } from './selectors.ts';
import { brokenServices } from './services.ts';
import { brokenSettings } from './settings.ts';
import { brokenSignatures } from './signatures.ts';
import { checkStartOrder } from './startOrder.ts';
import type { Systems } from './systems.ts';

/** One way in which a change may hurt what depends on it. */
type Rule = (systems: Systems, suggestion: Suggestion) => readonly Finding[];

const rules: readonly Rule[] = [
  brokenServices,
  brokenPorts,
  brokenEnvironment,
  brokenObjects,
  brokenSelectors,
  checkStartOrder,
  cutNetworks,
  cutByPolicies,
  brokenRoutes,
  brokenMessages,
  brokenColumns,
  brokenProtocols,
  brokenExports,
  brokenSignatures,
  brokenMembers,
  brokenSettings,
  brokenChartValues,
  brokenDefinitions,
  checkQuantities,
  checkCommands,
];

/** What else depends on what a suggestion changes: services, ports, keys, routes, queues, limits. */
export function checkDependency(systems: Systems): Check {
  return (suggestion) => {
    const findings = rules.flatMap((rule) => rule(systems, suggestion));
    const assumptions = assumptionsOf(systems, findings);
    const notChecked = [...unreadParts(suggestion), ...notCheckedOf(systems)];
    return Promise.resolve({ findings, assumptions, notChecked });
  };
}

/** Each dependency that the change brings is taken for granted by it. */
function assumptionsOf(
  { before, after }: Systems,
  findings: readonly Finding[],
): readonly Assumption[] {
  const known = new Set(before.topology.edges.map(({ from, to }) => `${from} ${to}`));
  const broken = new Set(findings.map(({ subject }) => subject));
  return after.topology.edges
    .filter(({ from, to, status }) => !known.has(`${from} ${to}`) && status !== 'ordered')
    .map(({ from, to, evidence: [place] }) => ({
      text: `${from} can reach ${to}, on which it did not depend before.`,
      state: broken.has(to) ? ('contradicted' as const) : ('unverified' as const),
      source: place && { file: place.file, line: place.line },
    }));
}

function unreadParts({ files }: Suggestion): readonly string[] {
  const parts = files.filter(({ isExcerpt }) => isExcerpt).map(({ path }) => path);
  const shown = parts.slice(0, 3).join(', ');
  const rest = parts.length > 3 ? ` and ${parts.length - 3} more` : '';
  return parts.length === 0
    ? []
    : [`${shown}${rest}: read in part only, so who depends on what changes there was not checked.`];
}

function notCheckedOf({ after: { topology } }: Systems): readonly string[] {
  const { unsupported } = topology.coverage;
  if (topology.services.length === 0) {
    return ['No manifest says which services there are, so who depends on whom is not known.'];
  }
  return unsupported.slice(0, 3).map(({ file, reason }) => `${file}: ${reason}`);
}
