import type { StageEvent } from '../diagnose.ts';
import type { StageName, StageReport } from '../model/diagnosis.ts';
import type { Clock } from '../ports.ts';

export interface Stages {
  readonly reports: readonly StageReport[];
  /** Times a stage; `work` gives the result, a summary in words, and perhaps what it did in detail. */
  run<T>(
    name: StageName,
    work: (
      progress: (summary: string) => void,
    ) => Promise<readonly [T, string, (readonly string[])?]>,
  ): Promise<T>;
}

export function createStages(clock: Clock, onStage: (event: StageEvent) => void): Stages {
  const reports: StageReport[] = [];
  return {
    reports,
    async run(name, work) {
      const start = clock.now();
      const report = (state: StageEvent['state'], summary: string): StageReport => {
        const milliseconds = Math.round(clock.now() - start);
        onStage({ name, state, summary, milliseconds });
        return { name, milliseconds, summary };
      };
      report('running', '');
      const [result, summary, details = []] = await work((text) => report('running', text));
      // A stage that runs twice, as `ask` does when a model failed, is told by its last run.
      const earlier = reports.findIndex((entry) => entry.name === name);
      if (earlier >= 0) {
        reports.splice(earlier, 1);
      }
      reports.push({ ...report('done', summary), ...(details.length > 0 && { details }) });
      return result;
    },
  };
}
