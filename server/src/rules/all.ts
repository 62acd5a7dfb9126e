/** Every rule, by group and code. The order is that of `kalint rules`. */
import { badEscape } from "./catalogue/bad-escape.ts";
import { deprecatedDirective } from "./catalogue/deprecated-directive.ts";
import { duplicateDirective } from "./catalogue/duplicate-directive.ts";
import { invalidValue } from "./catalogue/invalid-value.ts";
import { misplacedDirective } from "./catalogue/misplaced-directive.ts";
import { missingArgument } from "./catalogue/missing-argument.ts";
import { missingBlock } from "./catalogue/missing-block.ts";
import { missingNewline } from "./catalogue/missing-newline.ts";
import { missingTerminator } from "./catalogue/missing-terminator.ts";
import { strayBrace } from "./catalogue/stray-brace.ts";
import { surplusArgument } from "./catalogue/surplus-argument.ts";
import { unavailableDirective } from "./catalogue/unavailable-directive.ts";
import { unclosedBlock } from "./catalogue/unclosed-block.ts";
import { unclosedQuote } from "./catalogue/unclosed-quote.ts";
import { unexpectedBlock } from "./catalogue/unexpected-block.ts";
import { unexpectedToken } from "./catalogue/unexpected-token.ts";
import { unknownDirective } from "./catalogue/unknown-directive.ts";
import { unknownValue } from "./catalogue/unknown-value.ts";
import { valueOutOfRange } from "./catalogue/value-out-of-range.ts";
import { addressPrefixMismatch } from "./cluster/address-prefix-mismatch.ts";
import { addressSetMismatch } from "./cluster/address-set-mismatch.ts";
import { advertIntervalMismatch } from "./cluster/advert-interval-mismatch.ts";
import { authMismatch } from "./cluster/auth-mismatch.ts";
import { equalPriority } from "./cluster/equal-priority.ts";
import { masterLowerPriority } from "./cluster/master-lower-priority.ts";
import { multicastGroupMismatch } from "./cluster/multicast-group-mismatch.ts";
import { nopreemptBlocksFailover } from "./cluster/nopreempt-blocks-failover.ts";
import { priorityTie } from "./cluster/priority-tie.ts";
import { transportMismatch } from "./cluster/transport-mismatch.ts";
import { twoMasters } from "./cluster/two-masters.ts";
import { unicastPeerMismatch } from "./cluster/unicast-peer-mismatch.ts";
import { versionMismatch } from "./cluster/version-mismatch.ts";
import { vridMismatch } from "./cluster/vrid-mismatch.ts";
import { weightTooSmall } from "./cluster/weight-too-small.ts";
import { checkRulesWithoutOption } from "./haproxy/check-rules-without-option.ts";
import { checkWithoutPort } from "./haproxy/check-without-port.ts";
import { duplicateSection } from "./haproxy/duplicate-section.ts";
import { duplicateServer } from "./haproxy/duplicate-server.ts";
import { emptyArgument } from "./haproxy/empty-argument.ts";
import { httpchkHeaders } from "./haproxy/httpchk-headers.ts";
import { incompleteSection } from "./haproxy/incomplete-section.ts";
import { incompleteStickTable } from "./haproxy/incomplete-stick-table.ts";
import { missingBind } from "./haproxy/missing-bind.ts";
import { missingCaFile } from "./haproxy/missing-ca-file.ts";
import { missingCertificate } from "./haproxy/missing-certificate.ts";
import { missingTimeouts } from "./haproxy/missing-timeouts.ts";
import { modeMismatch } from "./haproxy/mode-mismatch.ts";
import { needsHttpMode } from "./haproxy/needs-http-mode.ts";
import { prefixNotAllowed } from "./haproxy/prefix-not-allowed.ts";
import { ruleOrder } from "./haproxy/rule-order.ts";
import { tooManyWords } from "./haproxy/too-many-words.ts";
import { undefinedAcl } from "./haproxy/undefined-acl.ts";
import { undefinedBackend } from "./haproxy/undefined-backend.ts";
import { undefinedGroup } from "./haproxy/undefined-group.ts";
import { undefinedSection } from "./haproxy/undefined-section.ts";
import { undefinedServer } from "./haproxy/undefined-server.ts";
import { undefinedTable } from "./haproxy/undefined-table.ts";
import { addressOwnerIgnoresWeight } from "./keepalived/address-owner-ignores-weight.ts";
import { authPassTooLong } from "./keepalived/auth-pass-too-long.ts";
import { authTypeIsPassword } from "./keepalived/auth-type-is-password.ts";
import { authenticationWithV3 } from "./keepalived/authentication-with-v3.ts";
import { commentWithoutMarker } from "./keepalived/comment-without-marker.ts";
import { duplicateBlockName } from "./keepalived/duplicate-block-name.ts";
import { duplicateVirtualAddress } from "./keepalived/duplicate-virtual-address.ts";
import { duplicateVirtualRouterId } from "./keepalived/duplicate-virtual-router-id.ts";
import { fractionalAdvertInterval } from "./keepalived/fractional-advert-interval.ts";
import { fwmarkWithProtocol } from "./keepalived/fwmark-with-protocol.ts";
import { incompleteBlock } from "./keepalived/incomplete-block.ts";
import { lonelySyncGroup } from "./keepalived/lonely-sync-group.ts";
import { missingInterface } from "./keepalived/missing-interface.ts";
import { missingVirtualAddress } from "./keepalived/missing-virtual-address.ts";
import { missingVirtualRouterId } from "./keepalived/missing-virtual-router-id.ts";
import { missingVirtualServerSetting } from "./keepalived/missing-virtual-server-setting.ts";
import { nopreemptWithMaster } from "./keepalived/nopreempt-with-master.ts";
import { placeholderValue } from "./keepalived/placeholder-value.ts";
import { preemptDelayIgnored } from "./keepalived/preempt-delay-ignored.ts";
import { routeWithoutInterface } from "./keepalived/route-without-interface.ts";
import { scriptSecurityMissing } from "./keepalived/script-security-missing.ts";
import { scriptShellSyntax } from "./keepalived/script-shell-syntax.ts";
import { severalDirectivesOnLine } from "./keepalived/several-directives-on-line.ts";
import { strictBlocksVirtualAddress } from "./keepalived/strict-blocks-virtual-address.ts";
import { strictIgnoresAuthentication } from "./keepalived/strict-ignores-authentication.ts";
import { strictOverridesState } from "./keepalived/strict-overrides-state.ts";
import { strictResetsAccept } from "./keepalived/strict-resets-accept.ts";
import { syncGroupIgnoresWeight } from "./keepalived/sync-group-ignores-weight.ts";
import { trackOwnInterface } from "./keepalived/track-own-interface.ts";
import { undefinedSyncGroupMember } from "./keepalived/undefined-sync-group-member.ts";
import { undefinedTrackBfd } from "./keepalived/undefined-track-bfd.ts";
import { undefinedTrackFile } from "./keepalived/undefined-track-file.ts";
import { undefinedTrackProcess } from "./keepalived/undefined-track-process.ts";
import { undefinedTrackScript } from "./keepalived/undefined-track-script.ts";
import { undefinedVariable } from "./keepalived/undefined-variable.ts";
import { undefinedVirtualServerGroup } from "./keepalived/undefined-virtual-server-group.ts";
import { aliasMisplaced } from "./nginx/alias-misplaced.ts";
import { backupNotSupported } from "./nginx/backup-not-supported.ts";
import { conflictingServerName } from "./nginx/conflicting-server-name.ts";
import { duplicateListen } from "./nginx/duplicate-listen.ts";
import { duplicateLocation } from "./nginx/duplicate-location.ts";
import { duplicateName } from "./nginx/duplicate-name.ts";
import { duplicateUpstream } from "./nginx/duplicate-upstream.ts";
import { emptyUpstream } from "./nginx/empty-upstream.ts";
import { missingEvents } from "./nginx/missing-events.ts";
import { missingOption } from "./nginx/missing-option.ts";
import { nestedLocation } from "./nginx/nested-location.ts";
import { proxyPassUri } from "./nginx/proxy-pass-uri.ts";
import { readOnlyVariable } from "./nginx/read-only-variable.ts";
import { resolveWithoutResolver } from "./nginx/resolve-without-resolver.ts";
import { sslWithoutCertificate } from "./nginx/ssl-without-certificate.ts";
import { tokenTooLong } from "./nginx/token-too-long.ts";
import { undefinedLogFormat } from "./nginx/undefined-log-format.ts";
import { undefinedNamedLocation } from "./nginx/undefined-named-location.ts";
import { undefinedUpstream } from "./nginx/undefined-upstream.ts";
import { undefinedZone } from "./nginx/undefined-zone.ts";
import { unknownVariable } from "./nginx/unknown-variable.ts";
import { upstreamNeedsPort } from "./nginx/upstream-needs-port.ts";
import { upstreamWithPort } from "./nginx/upstream-with-port.ts";
import type { Rule } from "./rule.ts";
import { circularInclude } from "./stack/circular-include.ts";
import { missingInclude } from "./stack/missing-include.ts";

export const allRules: readonly Rule[] = [
  // catalogue
  unknownDirective,
  misplacedDirective,
  missingArgument,
  surplusArgument,
  invalidValue,
  valueOutOfRange,
  unknownValue,
  duplicateDirective,
  unavailableDirective,
  deprecatedDirective,
  missingBlock,
  unexpectedBlock,
  unclosedBlock,
  unclosedQuote,
  strayBrace,
  missingTerminator,
  unexpectedToken,
  missingNewline,
  badEscape,
  // keepalived
  nopreemptWithMaster,
  authPassTooLong,
  authTypeIsPassword,
  strictIgnoresAuthentication,
  strictBlocksVirtualAddress,
  strictResetsAccept,
  authenticationWithV3,
  undefinedTrackScript,
  undefinedTrackFile,
  missingVirtualRouterId,
  missingInterface,
  preemptDelayIgnored,
  undefinedTrackProcess,
  undefinedTrackBfd,
  undefinedSyncGroupMember,
  undefinedVirtualServerGroup,
  duplicateBlockName,
  duplicateVirtualRouterId,
  duplicateVirtualAddress,
  fractionalAdvertInterval,
  addressOwnerIgnoresWeight,
  syncGroupIgnoresWeight,
  scriptShellSyntax,
  scriptSecurityMissing,
  placeholderValue,
  commentWithoutMarker,
  missingVirtualAddress,
  strictOverridesState,
  incompleteBlock,
  fwmarkWithProtocol,
  missingVirtualServerSetting,
  routeWithoutInterface,
  lonelySyncGroup,
  undefinedVariable,
  severalDirectivesOnLine,
  trackOwnInterface,
  // nginx
  missingEvents,
  emptyUpstream,
  upstreamNeedsPort,
  undefinedUpstream,
  upstreamWithPort,
  proxyPassUri,
  duplicateLocation,
  duplicateUpstream,
  backupNotSupported,
  duplicateListen,
  conflictingServerName,
  undefinedLogFormat,
  undefinedZone,
  tokenTooLong,
  sslWithoutCertificate,
  aliasMisplaced,
  nestedLocation,
  missingOption,
  duplicateName,
  unknownVariable,
  readOnlyVariable,
  resolveWithoutResolver,
  undefinedNamedLocation,
  // haproxy
  undefinedBackend,
  undefinedAcl,
  undefinedSection,
  undefinedServer,
  undefinedTable,
  duplicateSection,
  duplicateServer,
  prefixNotAllowed,
  checkWithoutPort,
  modeMismatch,
  missingTimeouts,
  ruleOrder,
  httpchkHeaders,
  emptyArgument,
  tooManyWords,
  needsHttpMode,
  missingBind,
  incompleteSection,
  incompleteStickTable,
  missingCertificate,
  missingCaFile,
  checkRulesWithoutOption,
  undefinedGroup,
  // cluster
  vridMismatch,
  authMismatch,
  advertIntervalMismatch,
  versionMismatch,
  addressSetMismatch,
  addressPrefixMismatch,
  multicastGroupMismatch,
  transportMismatch,
  unicastPeerMismatch,
  priorityTie,
  weightTooSmall,
  nopreemptBlocksFailover,
  equalPriority,
  twoMasters,
  masterLowerPriority,
  // stack
  circularInclude,
  missingInclude,
];
