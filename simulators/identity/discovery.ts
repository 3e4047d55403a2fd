// What a provider says of itself at /.well-known/openid-configuration.
import type { SigningAlgorithm } from './keys.js'

export function discovery(issuer: string, algorithm: SigningAlgorithm, grants: readonly string[]): object {
  return {
    issuer,
    jwks_uri: `${issuer}/.well-known/jwks.json`,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    response_types_supported: ['code'],
    grant_types_supported: grants,
    code_challenge_methods_supported: ['S256'],
    scopes_supported: ['openid', 'offline_access'],
    token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
    id_token_signing_alg_values_supported: [algorithm],
    subject_types_supported: ['public'],
    // The way back names the issuer, so that a code of one agency is never taken to another's token endpoint (RFC 9207).
    authorization_response_iss_parameter_supported: true,
  }
}
