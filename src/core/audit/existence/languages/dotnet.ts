import type { ChangedFile } from '../../../model/audit.ts';
import { syntaxes } from '../code.ts';
import { nearest } from '../nearMiss.ts';
import { didYouMean, listed, type Place } from '../report.ts';
import type { Run } from '../run.ts';
import { newMatches, sourceOf } from './source.ts';

/** Namespaces of the platform, as far as programs use them. */
const platform =
  `System System.Buffers System.CodeDom System.Collections System.Collections.Concurrent System.Collections.Frozen System.Collections.Generic System.Collections.Immutable System.Collections.ObjectModel System.Collections.Specialized System.ComponentModel System.ComponentModel.DataAnnotations System.ComponentModel.DataAnnotations.Schema System.Configuration System.Data System.Data.Common System.Data.SqlClient System.Diagnostics System.Diagnostics.CodeAnalysis System.Diagnostics.Metrics System.Diagnostics.Tracing System.Drawing System.Dynamic System.Formats.Asn1 System.Globalization System.IO System.IO.Compression System.IO.Pipelines System.IO.Pipes System.IO.Ports System.Linq System.Linq.Expressions System.Management System.Net System.Net.Http System.Net.Http.Headers System.Net.Http.Json System.Net.Mail System.Net.Mime System.Net.NetworkInformation System.Net.Security System.Net.Sockets System.Net.WebSockets System.Numerics System.Reflection System.Reflection.Emit System.Reflection.Metadata System.Resources System.Runtime System.Runtime.CompilerServices System.Runtime.InteropServices System.Runtime.Intrinsics System.Runtime.Loader System.Runtime.Serialization System.Runtime.Versioning System.Security System.Security.AccessControl System.Security.Authentication System.Security.Claims System.Security.Cryptography System.Security.Cryptography.X509Certificates System.Security.Permissions System.Security.Policy System.Security.Principal System.ServiceModel System.ServiceProcess System.Text System.Text.Encodings.Web System.Text.Json System.Text.Json.Nodes System.Text.Json.Serialization System.Text.Json.Serialization.Metadata System.Text.RegularExpressions System.Threading System.Threading.Channels System.Threading.RateLimiting System.Threading.Tasks System.Threading.Tasks.Dataflow System.Timers System.Transactions System.Web System.Windows System.Windows.Controls System.Windows.Data System.Windows.Forms System.Windows.Input System.Windows.Media System.Xml System.Xml.Linq System.Xml.Schema System.Xml.Serialization System.Xml.XPath System.Xml.Xsl Microsoft.Win32 Microsoft.CSharp Microsoft.VisualBasic`.split(
    ' ',
  );
const shared =
  /^(?:Microsoft\.(?:AspNetCore|Extensions|JSInterop|Net\.Http)|Microsoft\.CodeAnalysis|Windows|UnityEngine|UnityEditor|Unity|Godot|Xamarin|Foundation|UIKit|Android)(?:\.|$)/;

export async function checkDotnet(run: Run, files: readonly ChangedFile[]): Promise<void> {
  if (files.length === 0) return;
  const own = await ownNamespaces(run);
  const dependencies = await run.dependencies('nuget');
  for (const file of files) {
    const source = sourceOf(file, syntaxes.jvm);
    for (const { groups, line } of newMatches(
      source,
      /^\s*(?:global\s+)?using\s+(?:static\s+)?(?:\w+\s*=\s*)?([A-Z][\w.]*)\s*(?:<[^;]*>)?;/gm,
    )) {
      const name = groups[0] ?? '';
      const place = { file: file.path, line };
      if (isOwn(name, own) || shared.test(name)) continue;
      const declared = dependencies.find((one) => belongs(name.toLowerCase(), one.name));
      if (declared)
        run.report.holds(`${name} comes with ${declared.name}.`, {
          file: declared.file,
          line: declared.line,
        });
      else judge(run, place, name, own);
    }
  }
}

/** Namespaces that sources and project files of the workspace define, and those around them. */
async function ownNamespaces(run: Run): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for (const path of [...run.project.paths]
    .filter((one) => /\.(?:cs|fs|vb|proto)$/.test(one))
    .slice(0, 2000)) {
    const text = (await run.project.read(path)) ?? '';
    for (const [, name = ''] of text.matchAll(
      /^\s*(?:namespace\s+|option\s+csharp_namespace\s*=\s*")([\w.]+)/gm,
    )) {
      found.add(name);
    }
  }
  for (const path of run.project.paths) {
    const project = /([^/]+)\.(?:cs|fs|vb)proj$/.exec(path)?.[1];
    if (project) found.add(project);
  }
  return found;
}

/** The namespace, one around it, one in it, or a class of one. */
function isOwn(name: string, own: ReadonlySet<string>): boolean {
  const around = name.slice(0, Math.max(0, name.lastIndexOf('.')));
  return [...own].some(
    (one) =>
      one === name || one.startsWith(`${name}.`) || one === around || name.startsWith(`${one}.`),
  );
}

function belongs(name: string, package_: string): boolean {
  const first = package_.split('.')[0] ?? '';
  const isOrganisation = /^(?:microsoft|system|google|azure|amazon|aspnetcore)$/.test(first);
  return (
    name === package_ ||
    name.startsWith(`${package_}.`) ||
    package_.startsWith(`${name}.`) ||
    (!isOrganisation && first === name.split('.')[0])
  );
}

function judge(run: Run, place: Place, name: string, own: ReadonlySet<string>): void {
  const packages = run.known('nuget').popular;
  const isKnown = [...packages].some((one) => belongs(name.toLowerCase(), one.toLowerCase()));
  const near = nearest(name, [...platform, ...own, ...packages]);
  const isSure = near !== undefined && !isKnown;
  const around = name.slice(0, Math.max(0, name.lastIndexOf('.')));
  // A class of the platform is used like a namespace, with `static` or as an alias.
  if (platform.includes(name) || (!isSure && platform.includes(around))) {
    run.report.holds(`${name} is of the platform.`, listed('namespaces of .NET'));
    return;
  }
  run.report.find(place, {
    verdict: isSure ? 'notFound' : isKnown ? 'notADependency' : 'couldNotCheck',
    severity: isSure ? 'error' : 'warning',
    subject: name,
    message: isKnown
      ? `${name} is of a package of NuGet, but no project file here names it. Add it as a dependency, or leave it out.`
      : `Neither the platform nor a project file or a source here has the namespace ${name}.${didYouMean(near)}`,
    source: listed('namespaces of .NET and known packages of NuGet'),
  });
}
