// The package brings no types; this is all of it that is used.
declare module 'semver' {
  export function satisfies(version: string, range: string): boolean
}
