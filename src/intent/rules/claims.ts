import type { Service } from "../intent.ts";
import type { Meeting } from "../schema-walk.ts";
import { type PlatformClaim, platformClaims } from "./platform-limits.ts";
import { type OnDeviceClaim, onDeviceClaims } from "./references.ts";
import { type SameClaim, sameClaims } from "./same-values.ts";
import { type UniqueClaim, uniqueClaims } from "./unique.ts";

/**
 * What one service asks of the rest of the network by the keywords of its schema. Plain data, made from the service
 * alone: whether it can be had is for those who know all services.
 */
export type Claims = {
  readonly unique: readonly UniqueClaim[];
  readonly same: readonly SameClaim[];
  readonly onDevice: readonly OnDeviceClaim[];
  readonly platforms: readonly PlatformClaim[];
};

/** A service, and what it asks of others. */
export type Claiming = { readonly service: Service; readonly claims: Claims };

/** Gathers what a service asks of others, from every meeting of schema and document. */
export function claimsOf(service: Service, meetings: readonly Meeting[]): Claims {
  return {
    unique: uniqueClaims(service, meetings),
    same: sameClaims(service, meetings),
    onDevice: onDeviceClaims(service, meetings),
    platforms: platformClaims(service, meetings),
  };
}
