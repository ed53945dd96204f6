import type { ChangedFile } from '../../../model/audit.ts';
import { syntaxes } from '../code.ts';
import { judgePackage } from '../judge.ts';
import { nearPath } from '../paths.ts';
import { folderOf, joined } from '../project.ts';
import { listed, missingFile, type Place } from '../report.ts';
import type { Run } from '../run.ts';
import { newMatches, sourceOf } from './source.ts';

const standard = new Set(
  'English abbrev base64 benchmark bigdecimal bundler cgi continuation coverage csv date dbm debug delegate did_you_mean digest drb erb etc expect fcntl fiber fiddle fileutils find forwardable gdbm getoptlong io ipaddr irb json logger matrix minitest monitor mutex_m net objspace observer open-uri open3 openssl optparse ostruct pathname pp prettyprint prime pstore psych pty racc rake random rbconfig rdoc readline reline resolv resolv-replace rexml rinda ripper rss rubygems sdbm securerandom set shellwords singleton socket stringio strscan syslog tempfile test thread thwait time timeout tmpdir tracer tsort un unicode_normalize uri weakref webrick win32ole yaml zlib enumerator rational complex thwait scanf nkf kconv error_highlight syntax_suggest rubygems mkmf bundled_gems'.split(
    ' ',
  ),
);

/** Gems by the first part of what is required, where the two differ. */
const gems: Readonly<Record<string, string>> = {
  active_support: 'activesupport',
  active_record: 'activerecord',
  active_model: 'activemodel',
  active_job: 'activejob',
  action_controller: 'actionpack',
  action_dispatch: 'actionpack',
  action_view: 'actionview',
  action_mailer: 'actionmailer',
  action_cable: 'actioncable',
  rspec: 'rspec',
  jwt: 'jwt',
  pry: 'pry',
  google: 'google-apis-core',
  aws: 'aws-sdk',
  zip: 'rubyzip',
  openai: 'ruby-openai',
  opentelemetry: 'opentelemetry-sdk',
  sprockets: 'sprockets',
  capybara: 'capybara',
  database_cleaner: 'database_cleaner',
};

/** What a framework brings along. */
const railsParts =
  /^(?:rails|active_|action_|railties|rack|sprockets|bootsnap|i18n|concurrent|tzinfo|zeitwerk|thor|nokogiri|mail|globalid|minitest)/;

export async function checkRuby(run: Run, files: readonly ChangedFile[]): Promise<void> {
  for (const file of files) {
    const source = sourceOf(file, syntaxes.ruby);
    for (const { groups, index, line } of newMatches(
      source,
      /^[ \t]*(require|require_relative|load)[ \t(]+(?=["'])/gm,
    )) {
      const at = source.code.text.slice(index).search(/["']/) + index;
      const path = source.code.strings.get(at);
      if (path === undefined || path.includes('#{')) continue;
      const place = { file: file.path, line };
      if (groups[0] === 'require_relative') checkRelative(run, place, path);
      else if (groups[0] === 'require' && !/^[./]/.test(path)) await checkRequire(run, place, path);
    }
  }
}

function checkRelative(run: Run, place: Place, path: string): void {
  const whole = joined(folderOf(place.file ?? ''), path);
  if (whole === undefined) return;
  const isThere = ['', '.rb', '.so', '.bundle'].some((ending) =>
    run.project.paths.has(`${whole}${ending}`),
  );
  if (isThere) {
    run.report.holds(`${whole} is there.`, { file: `${whole}.rb`, line: undefined });
    return;
  }
  run.report.find(place, missingFile(path, `${whole}.rb`, nearPath(run.project, `${whole}.rb`)));
}

async function checkRequire(run: Run, place: Place, path: string): Promise<void> {
  const [first = ''] = path.split('/');
  if (standard.has(path) || standard.has(first)) {
    run.report.holds(`${path} is in the standard library.`, listed('standard library of Ruby'));
    return;
  }
  const isOwn = [...run.project.paths].some(
    (file) => file === `${path}.rb` || file.endsWith(`/${path}.rb`),
  );
  const dependencies = await run.dependencies('gem');
  const hasRails = dependencies.some(({ name }) => name === 'rails');
  if (isOwn || (hasRails && railsParts.test(path))) return;
  const names = [
    path.replaceAll('/', '-'),
    first,
    first.replaceAll('_', '-'),
    path.replaceAll('/', '_'),
    ...(gems[first] ? [gems[first]] : []),
  ];
  const parts = path.split('/').slice(0, 2).join('-');
  await judgePackage(run, {
    ecosystem: 'gem',
    names: [...new Set([...names, parts])],
    subject: path,
    place,
    how: 'import',
  });
}
