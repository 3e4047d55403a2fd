// What `npm run console -- --help` says.

export const HELP = `The practitioners' console of Hafan: pages in Welsh and English over the gateway's API.

  npm run console               beside a gateway; "npm start" has both, with invented children, to try out
  npm run console -- --help     this text

Environment:
  CONSOLE_API          the gateway's address, such as https://gateway.example/graphql
  CONSOLE_SETTINGS     the file with the identity providers of the agencies
  DATABASE_URL         the PostgreSQL for sessions and unfinished forms
  CONSOLE_SECRET       32 bytes in base64 that sessions and forms are sealed with; like every secret, a file of that name will do
  CONSOLE_SECRETS      folder with a file for each secret
  CONSOLE_PUBLIC_URL   as browsers reach it (default: where it listens)
  CONSOLE_HOST         address to listen on (default 127.0.0.1)
  CONSOLE_PORT         port to listen on (default 4001; 0: a free port)

docs/console.md says more of each.
`
