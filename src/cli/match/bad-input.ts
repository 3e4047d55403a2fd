/** A file that cannot be used. Coded; says what to do; names rows and files, never a value. */
export class BadInput extends Error {
  constructor(code: string, message: string) {
    super(`${code}: ${message}`)
    this.name = new.target.name
  }
}
