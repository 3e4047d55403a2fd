// What is asked of every package the lock file names.
import { satisfies } from 'semver'

export interface LockedPackage {
  readonly version?: string
  readonly resolved?: string
  readonly engines?: { readonly node?: string }
  readonly hasInstallScript?: boolean
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

/** Path under the project → package; the project itself is ''. */
export type LockedPackages = Readonly<Record<string, LockedPackage>>

/** The oldest of each line of Node that this project runs on. */
const NODES = ['20.19.0', '22.13.0', '24.0.0']

/** Packages that say of themselves that they do not run on one of our Nodes. */
export const unsupported = (packages: LockedPackages): readonly string[] =>
  Object.entries(packages).flatMap(([path, { engines }]) => {
    const range = engines?.node
    if (range === undefined) return []
    return NODES.filter(node => !satisfies(node, range)).map(node => `${path} wants Node ${range}, not ${node}`)
  })

/** Packages whose authors want a script run at installation, each once. */
export const withInstallScripts = (packages: LockedPackages): readonly string[] =>
  Object.entries(packages).flatMap(([path, { hasInstallScript }]) =>
    hasInstallScript === true ? [path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)] : [],
  )

/** Packages with a download address, which would tie an installation to one registry. */
export const withAddress = (packages: LockedPackages): readonly string[] =>
  Object.entries(packages).flatMap(([path, { resolved }]) => (resolved === undefined ? [] : [path]))

/** Builds for other systems that a package names and the lock file leaves out: `npm ci` refuses such a file. */
export const unlockedBuilds = (packages: LockedPackages): readonly string[] =>
  Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter(
      name => packages[`node_modules/${name}`] === undefined && packages[`${path}/node_modules/${name}`] === undefined,
    ),
  )
