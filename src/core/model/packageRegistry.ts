/** Where packages come from, and what may be asked there. */

export type Ecosystem = 'npm' | 'pypi' | 'go' | 'cargo' | 'maven' | 'nuget' | 'gem' | 'composer';

/** Addresses of mirrors, by what they stand for; the public registry where none is named. */
export type RegistryUrls = Partial<Readonly<Record<Ecosystem | 'npmDownloads', string>>>;

/**
 * The registries that the user allowed to be asked. Who asks has made sure that a name does not look
 * private: it is told to the registry.
 */
export interface PackageRegistries {
  /** Who would be asked, e.g. `registry.npmjs.org`. */
  host(ecosystem: Ecosystem): string;
  /** Settings of the user that say where packages come from, e.g. `~/.npmrc`. */
  settings(): Promise<readonly RegistrySettingsFile[]>;
  /** Takes some seconds at most, and never fails. */
  lookUp(ecosystem: Ecosystem, name: string): Promise<RegistryAnswer>;
}

export interface RegistrySettingsFile {
  /** As people call it, e.g. `~/.npmrc`. */
  readonly name: string;
  readonly text: string;
}

export type RegistryAnswer =
  | { readonly kind: 'found'; readonly signs: PackageSigns }
  /** It said so itself, and has other packages. */
  | { readonly kind: 'notFound' }
  /** Half a sentence that says why, e.g. `it did not answer within 5 seconds`. */
  | { readonly kind: 'couldNotCheck'; readonly why: string };

/** What a registry tells of a package; what it does not tell is absent. */
export interface PackageSigns {
  /** Since its first version was published. */
  readonly ageDays?: number;
  readonly versions?: readonly string[];
  readonly maintainers?: number;
  readonly downloads?: {
    readonly count: number;
    readonly within: 'week' | 'quarter' | 'always';
  };
}
