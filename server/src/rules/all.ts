/** Every rule, by group and code. The order is that of `kalint rules`. */
import { badEscape } from "./catalogue/bad-escape.ts";
import { deprecatedDirective } from "./catalogue/deprecated-directive.ts";
import { duplicateDirective } from "./catalogue/duplicate-directive.ts";
import { invalidValue } from "./catalogue/invalid-value.ts";
import { lookalikeCharacter } from "./catalogue/lookalike-character.ts";
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
import { unknownAllowance } from "./catalogue/unknown-allowance.ts";
import { unknownDirective } from "./catalogue/unknown-directive.ts";
import { unknownValue } from "./catalogue/unknown-value.ts";
import { valueOutOfRange } from "./catalogue/value-out-of-range.ts";
import { addressPrefixMismatch } from "./cluster/address-prefix-mismatch.ts";
import { addressSetMismatch } from "./cluster/address-set-mismatch.ts";
import { advertIntervalMismatch } from "./cluster/advert-interval-mismatch.ts";
import { authMismatch } from "./cluster/auth-mismatch.ts";
import { bothNodesHoldVip } from "./cluster/both-nodes-hold-vip.ts";
import { duplicateRouterId } from "./cluster/duplicate-router-id.ts";
import { equalPriority } from "./cluster/equal-priority.ts";
import { excludedAddressMismatch } from "./cluster/excluded-address-mismatch.ts";
import { failoverNeverHappens } from "./cluster/failover-never-happens.ts";
import { haproxyDrift } from "./cluster/haproxy-drift.ts";
import { interfaceMismatch } from "./cluster/interface-mismatch.ts";
import { masterLowerPriority } from "./cluster/master-lower-priority.ts";
import { missingInstance } from "./cluster/missing-instance.ts";
import { multicastGroupMismatch } from "./cluster/multicast-group-mismatch.ts";
import { nginxDrift } from "./cluster/nginx-drift.ts";
import { onlyTheSumOfChecksMovesIt } from "./cluster/only-the-sum-of-checks-moves-it.ts";
import { possiblePeer } from "./cluster/possible-peer.ts";
import { preemptDelayDelaysFailover } from "./cluster/preempt-delay-delays-failover.ts";
import { saturatedPriority } from "./cluster/saturated-priority.ts";
import { scriptMismatch } from "./cluster/script-mismatch.ts";
import { singleNode } from "./cluster/single-node.ts";
import { syncGroupMismatch } from "./cluster/sync-group-mismatch.ts";
import { transportMismatch } from "./cluster/transport-mismatch.ts";
import { twoMasters } from "./cluster/two-masters.ts";
import { unicastPeerMismatch } from "./cluster/unicast-peer-mismatch.ts";
import { versionMismatch } from "./cluster/version-mismatch.ts";
import { vipWithoutHolder } from "./cluster/vip-without-holder.ts";
import { virtualRouterIdCollision } from "./cluster/virtual-router-id-collision.ts";
import { virtualServerMismatch } from "./cluster/virtual-server-mismatch.ts";
import { vridMismatch } from "./cluster/vrid-mismatch.ts";
import { acceptsMalformedHttp } from "./haproxy/accepts-malformed-http.ts";
import { aclRedefined } from "./haproxy/acl-redefined.ts";
import { addressInHeader } from "./haproxy/address-in-header.ts";
import { backendLoop } from "./haproxy/backend-loop.ts";
import { balanceConflict } from "./haproxy/balance-conflict.ts";
import { balanceOfOneServer } from "./haproxy/balance-of-one-server.ts";
import { bandwidthFilter } from "./haproxy/bandwidth-filter.ts";
import { bindWithoutH2 } from "./haproxy/bind-without-h2.ts";
import { cacheFilterOrder } from "./haproxy/cache-filter-order.ts";
import { cacheObjectSize } from "./haproxy/cache-object-size.ts";
import { checkRequestLost } from "./haproxy/check-request-lost.ts";
import { checkRequestReplaced } from "./haproxy/check-request-replaced.ts";
import { checkRulesWithoutOption } from "./haproxy/check-rules-without-option.ts";
import { checkStepOrder } from "./haproxy/check-step-order.ts";
import { checkWithoutPort } from "./haproxy/check-without-port.ts";
import { checkWithoutServer } from "./haproxy/check-without-server.ts";
import { closesEveryConnection } from "./haproxy/closes-every-connection.ts";
import { conditionLine } from "./haproxy/condition-line.ts";
import { cookieOptionConflict } from "./haproxy/cookie-option-conflict.ts";
import { counterNotStored } from "./haproxy/counter-not-stored.ts";
import { counterOutOfRange } from "./haproxy/counter-out-of-range.ts";
import { defaultCredentials } from "./haproxy/default-credentials.ts";
import { defaultsReference } from "./haproxy/defaults-reference.ts";
import { duplicateBind } from "./haproxy/duplicate-bind.ts";
import { duplicateEntry } from "./haproxy/duplicate-entry.ts";
import { duplicateId } from "./haproxy/duplicate-id.ts";
import { duplicateRule } from "./haproxy/duplicate-rule.ts";
import { duplicateSection } from "./haproxy/duplicate-section.ts";
import { duplicateServer } from "./haproxy/duplicate-server.ts";
import { duplicateServerCookie } from "./haproxy/duplicate-server-cookie.ts";
import { emptyArgument } from "./haproxy/empty-argument.ts";
import { emptyBackend } from "./haproxy/empty-backend.ts";
import { emptyCondition } from "./haproxy/empty-condition.ts";
import { exposedStatsSocket } from "./haproxy/exposed-stats-socket.ts";
import { fcgiWithoutServer } from "./haproxy/fcgi-without-server.ts";
import { forwardedForKept } from "./haproxy/forwarded-for-kept.ts";
import { frontendWithoutBackend } from "./haproxy/frontend-without-backend.ts";
import { headerName } from "./haproxy/header-name.ts";
import { httpchkHeaders } from "./haproxy/httpchk-headers.ts";
import { impossibleHost } from "./haproxy/impossible-host.ts";
import { incompleteEmailAlert } from "./haproxy/incomplete-email-alert.ts";
import { incompleteExternalCheck } from "./haproxy/incomplete-external-check.ts";
import { incompleteSection } from "./haproxy/incomplete-section.ts";
import { incompleteStickTable } from "./haproxy/incomplete-stick-table.ts";
import { lateThreadSettings } from "./haproxy/late-thread-settings.ts";
import { leastconnWithoutSlowstart } from "./haproxy/leastconn-without-slowstart.ts";
import { logOutsideChroot } from "./haproxy/log-outside-chroot.ts";
import { logWithoutTarget } from "./haproxy/log-without-target.ts";
import { loggedCredentials } from "./haproxy/logged-credentials.ts";
import { maxconnAboveGlobal } from "./haproxy/maxconn-above-global.ts";
import { missingBind } from "./haproxy/missing-bind.ts";
import { missingCaFile } from "./haproxy/missing-ca-file.ts";
import { missingCertificate } from "./haproxy/missing-certificate.ts";
import { missingDefaultBackend } from "./haproxy/missing-default-backend.ts";
import { missingRequestTimeout } from "./haproxy/missing-request-timeout.ts";
import { missingServerStateFile } from "./haproxy/missing-server-state-file.ts";
import { missingTimeouts } from "./haproxy/missing-timeouts.ts";
import { missingTracingFilter } from "./haproxy/missing-tracing-filter.ts";
import { missingTunnelTimeout } from "./haproxy/missing-tunnel-timeout.ts";
import { modeMismatch } from "./haproxy/mode-mismatch.ts";
import { muxMismatch } from "./haproxy/mux-mismatch.ts";
import { nameResolvedAtStart } from "./haproxy/name-resolved-at-start.ts";
import { needsHttpMode } from "./haproxy/needs-http-mode.ts";
import { noHardening } from "./haproxy/no-hardening.ts";
import { openStatsPage } from "./haproxy/open-stats-page.ts";
import { operatorInAcl } from "./haproxy/operator-in-acl.ts";
import { overriddenLogFormat } from "./haproxy/overridden-log-format.ts";
import { passwordWithoutTls } from "./haproxy/password-without-tls.ts";
import { pathWithoutSlash } from "./haproxy/path-without-slash.ts";
import { peerLineConflict } from "./haproxy/peer-line-conflict.ts";
import { plainTextPassword } from "./haproxy/plain-text-password.ts";
import { predefinedAcl } from "./haproxy/predefined-acl.ts";
import { prefixNotAllowed } from "./haproxy/prefix-not-allowed.ts";
import { quicWithoutSsl } from "./haproxy/quic-without-ssl.ts";
import { removedSection } from "./haproxy/removed-section.ts";
import { repeatedGlobal } from "./haproxy/repeated-global.ts";
import { replyWithoutContentType } from "./haproxy/reply-without-content-type.ts";
import { ringSize } from "./haproxy/ring-size.ts";
import { routingWithoutInspection } from "./haproxy/routing-without-inspection.ts";
import { ruleAfterFinal } from "./haproxy/rule-after-final.ts";
import { ruleOrder } from "./haproxy/rule-order.ts";
import { runsAsRoot } from "./haproxy/runs-as-root.ts";
import { serverIsItself } from "./haproxy/server-is-itself.ts";
import { serverTracking } from "./haproxy/server-tracking.ts";
import { serverWithoutCookie } from "./haproxy/server-without-cookie.ts";
import { serversAboveMaxconn } from "./haproxy/servers-above-maxconn.ts";
import { sharedDefaultsRules } from "./haproxy/shared-defaults-rules.ts";
import { singleNameserver } from "./haproxy/single-nameserver.ts";
import { slowstartWithoutEffect } from "./haproxy/slowstart-without-effect.ts";
import { stickTableStore } from "./haproxy/stick-table-store.ts";
import { stickTableWithoutExpire } from "./haproxy/stick-table-without-expire.ts";
import { suspiciousTimeout } from "./haproxy/suspicious-timeout.ts";
import { tableTypeMismatch } from "./haproxy/table-type-mismatch.ts";
import { tfoWithoutRetry } from "./haproxy/tfo-without-retry.ts";
import { threadGroups } from "./haproxy/thread-groups.ts";
import { tlsNeverAgrees } from "./haproxy/tls-never-agrees.ts";
import { tooFewDescriptors } from "./haproxy/too-few-descriptors.ts";
import { tooManyWords } from "./haproxy/too-many-words.ts";
import { trackTooLate } from "./haproxy/track-too-late.ts";
import { unbalancedCondition } from "./haproxy/unbalanced-condition.ts";
import { uncheckedServer } from "./haproxy/unchecked-server.ts";
import { undeclaredStatus } from "./haproxy/undeclared-status.ts";
import { undefinedAcl } from "./haproxy/undefined-acl.ts";
import { undefinedBackend } from "./haproxy/undefined-backend.ts";
import { undefinedCapture } from "./haproxy/undefined-capture.ts";
import { undefinedGroup } from "./haproxy/undefined-group.ts";
import { undefinedMap } from "./haproxy/undefined-map.ts";
import { undefinedSection } from "./haproxy/undefined-section.ts";
import { undefinedServer } from "./haproxy/undefined-server.ts";
import { undefinedTable } from "./haproxy/undefined-table.ts";
import { unexposedDirective } from "./haproxy/unexposed-directive.ts";
import { unhashedPassword } from "./haproxy/unhashed-password.ts";
import { unquotedVariable } from "./haproxy/unquoted-variable.ts";
import { unreachableBackend } from "./haproxy/unreachable-backend.ts";
import { unusedAcl } from "./haproxy/unused-acl.ts";
import { unusedBackend } from "./haproxy/unused-backend.ts";
import { unusedServers } from "./haproxy/unused-servers.ts";
import { unverifiedServer } from "./haproxy/unverified-server.ts";
import { weakTls } from "./haproxy/weak-tls.ts";
import { addressOptionConflict } from "./keepalived/address-option-conflict.ts";
import { addressOwnerIgnoresWeight } from "./keepalived/address-owner-ignores-weight.ts";
import { advertIntervalTooLong } from "./keepalived/advert-interval-too-long.ts";
import { ahConflict } from "./keepalived/ah-conflict.ts";
import { authPassTooLong } from "./keepalived/auth-pass-too-long.ts";
import { authTypeIsPassword } from "./keepalived/auth-type-is-password.ts";
import { authenticationWithV3 } from "./keepalived/authentication-with-v3.ts";
import { bfdFamilyMismatch } from "./keepalived/bfd-family-mismatch.ts";
import { bfdHopsAboveTtl } from "./keepalived/bfd-hops-above-ttl.ts";
import { bfdNameTooLong } from "./keepalived/bfd-name-too-long.ts";
import { bfdNotForThis } from "./keepalived/bfd-not-for-this.ts";
import { checkAddressFamily } from "./keepalived/check-address-family.ts";
import { checkNeverFails } from "./keepalived/check-never-fails.ts";
import { checkOnOtherPort } from "./keepalived/check-on-other-port.ts";
import { checkStopsKeepalived } from "./keepalived/check-stops-keepalived.ts";
import { checkWithoutInterface } from "./keepalived/check-without-interface.ts";
import { commentEndsInBackslash } from "./keepalived/comment-ends-in-backslash.ts";
import { commentWithoutMarker } from "./keepalived/comment-without-marker.ts";
import { duplicateBfdSession } from "./keepalived/duplicate-bfd-session.ts";
import { duplicateBlockName } from "./keepalived/duplicate-block-name.ts";
import { duplicateGarpInterface } from "./keepalived/duplicate-garp-interface.ts";
import { duplicateRealServer } from "./keepalived/duplicate-real-server.ts";
import { duplicateTracker } from "./keepalived/duplicate-tracker.ts";
import { duplicateUnicastPeer } from "./keepalived/duplicate-unicast-peer.ts";
import { duplicateVirtualAddress } from "./keepalived/duplicate-virtual-address.ts";
import { duplicateVirtualRouterId } from "./keepalived/duplicate-virtual-router-id.ts";
import { duplicateVirtualServer } from "./keepalived/duplicate-virtual-server.ts";
import { escapedCommentMark } from "./keepalived/escaped-comment-mark.ts";
import { flattenedFile } from "./keepalived/flattened-file.ts";
import { forwardingPortMismatch } from "./keepalived/forwarding-port-mismatch.ts";
import { fractionalAdvertInterval } from "./keepalived/fractional-advert-interval.ts";
import { fwmarkWithProtocol } from "./keepalived/fwmark-with-protocol.ts";
import { groupFamilyMismatch } from "./keepalived/group-family-mismatch.ts";
import { groupWithoutFamily } from "./keepalived/group-without-family.ts";
import { haSuspendWithFwmark } from "./keepalived/ha-suspend-with-fwmark.ts";
import { hysteresisAboveQuorum } from "./keepalived/hysteresis-above-quorum.ts";
import { ignoredState } from "./keepalived/ignored-state.ts";
import { ignoredVersion } from "./keepalived/ignored-version.ts";
import { impliedAddressOwner } from "./keepalived/implied-address-owner.ts";
import { impossibleTtlRange } from "./keepalived/impossible-ttl-range.ts";
import { includeAfterBrace } from "./keepalived/include-after-brace.ts";
import { incompleteAuthentication } from "./keepalived/incomplete-authentication.ts";
import { incompleteBlock } from "./keepalived/incomplete-block.ts";
import { incompletePolicyRule } from "./keepalived/incomplete-policy-rule.ts";
import { incompleteRoute } from "./keepalived/incomplete-route.ts";
import { instanceWithoutHealthCheck } from "./keepalived/instance-without-health-check.ts";
import { ipvlanWithoutAddress } from "./keepalived/ipvlan-without-address.ts";
import { lineTooLong } from "./keepalived/line-too-long.ts";
import { lonelySyncGroup } from "./keepalived/lonely-sync-group.ts";
import { lostWeight } from "./keepalived/lost-weight.ts";
import { memberOfTwoSyncGroups } from "./keepalived/member-of-two-sync-groups.ts";
import { missingInterface } from "./keepalived/missing-interface.ts";
import { missingVirtualAddress } from "./keepalived/missing-virtual-address.ts";
import { missingVirtualRouterId } from "./keepalived/missing-virtual-router-id.ts";
import { missingVirtualServerPort } from "./keepalived/missing-virtual-server-port.ts";
import { missingVirtualServerSetting } from "./keepalived/missing-virtual-server-setting.ts";
import { mixedAddressFamilies } from "./keepalived/mixed-address-families.ts";
import { multicastSettingWithUnicast } from "./keepalived/multicast-setting-with-unicast.ts";
import { nopreemptWithMaster } from "./keepalived/nopreempt-with-master.ts";
import { notifyArgumentMismatch } from "./keepalived/notify-argument-mismatch.ts";
import { notifyStopsCheckedService } from "./keepalived/notify-stops-checked-service.ts";
import { oddPersistenceMask } from "./keepalived/odd-persistence-mask.ts";
import { offSwitchesOn } from "./keepalived/off-switches-on.ts";
import { onePacketWithoutUdp } from "./keepalived/one-packet-without-udp.ts";
import { placeholderValue } from "./keepalived/placeholder-value.ts";
import { preemptDelayIgnored } from "./keepalived/preempt-delay-ignored.ts";
import { quorumAboveMaximum } from "./keepalived/quorum-above-maximum.ts";
import { relativeScriptPath } from "./keepalived/relative-script-path.ts";
import { replyLengthRange } from "./keepalived/reply-length-range.ts";
import { routeWithoutInterface } from "./keepalived/route-without-interface.ts";
import { samplePassword } from "./keepalived/sample-password.ts";
import { sampleValue } from "./keepalived/sample-value.ts";
import { schedulerFlagIgnored } from "./keepalived/scheduler-flag-ignored.ts";
import { scriptSecurityMissing } from "./keepalived/script-security-missing.ts";
import { scriptShellSyntax } from "./keepalived/script-shell-syntax.ts";
import { serverFamilyMismatch } from "./keepalived/server-family-mismatch.ts";
import { settingWithoutEffect } from "./keepalived/setting-without-effect.ts";
import { severalDirectivesOnLine } from "./keepalived/several-directives-on-line.ts";
import { sorryServerInPool } from "./keepalived/sorry-server-in-pool.ts";
import { sorrySettingAboveServer } from "./keepalived/sorry-setting-above-server.ts";
import { strictBlocksVirtualAddress } from "./keepalived/strict-blocks-virtual-address.ts";
import { strictIgnoresAuthentication } from "./keepalived/strict-ignores-authentication.ts";
import { strictNeedsLinkLocal } from "./keepalived/strict-needs-link-local.ts";
import { strictOverridesState } from "./keepalived/strict-overrides-state.ts";
import { strictResetsAccept } from "./keepalived/strict-resets-accept.ts";
import { strictResetsSetting } from "./keepalived/strict-resets-setting.ts";
import { symlinkedScriptPath } from "./keepalived/symlinked-script-path.ts";
import { syncGroupIgnoresWeight } from "./keepalived/sync-group-ignores-weight.ts";
import { thresholdOrder } from "./keepalived/threshold-order.ts";
import { timeoutAboveInterval } from "./keepalived/timeout-above-interval.ts";
import { tooManyVirtualAddresses } from "./keepalived/too-many-virtual-addresses.ts";
import { trackOwnInterface } from "./keepalived/track-own-interface.ts";
import { tunnelChecksum } from "./keepalived/tunnel-checksum.ts";
import { uncheckedRealServer } from "./keepalived/unchecked-real-server.ts";
import { undefinedSyncGroupMember } from "./keepalived/undefined-sync-group-member.ts";
import { undefinedTrackBfd } from "./keepalived/undefined-track-bfd.ts";
import { undefinedTrackFile } from "./keepalived/undefined-track-file.ts";
import { undefinedTrackProcess } from "./keepalived/undefined-track-process.ts";
import { undefinedTrackScript } from "./keepalived/undefined-track-script.ts";
import { undefinedVariable } from "./keepalived/undefined-variable.ts";
import { undefinedVirtualServerGroup } from "./keepalived/undefined-virtual-server-group.ts";
import { unicastPeerIsSelf } from "./keepalived/unicast-peer-is-self.ts";
import { unicastWithoutPeers } from "./keepalived/unicast-without-peers.ts";
import { unicastWithoutSource } from "./keepalived/unicast-without-source.ts";
import { unquotedCommand } from "./keepalived/unquoted-command.ts";
import { unreachableQuorum } from "./keepalived/unreachable-quorum.ts";
import { unusedCheck } from "./keepalived/unused-check.ts";
import { virtualAddressOfNode } from "./keepalived/virtual-address-of-node.ts";
import { virtualAddressOutsideNetwork } from "./keepalived/virtual-address-outside-network.ts";
import { virtualServerWithoutVip } from "./keepalived/virtual-server-without-vip.ts";
import { vmacWithUnicast } from "./keepalived/vmac-with-unicast.ts";
import { weightIgnoredByScheduler } from "./keepalived/weight-ignored-by-scheduler.ts";
import { zeroMark } from "./keepalived/zero-mark.ts";
import { absentRefererAllowed } from "./nginx/absent-referer-allowed.ts";
import { aliasMisplaced } from "./nginx/alias-misplaced.ts";
import { aliasSlash } from "./nginx/alias-slash.ts";
import { aliasTraversal } from "./nginx/alias-traversal.ts";
import { allowWithoutDeny } from "./nginx/allow-without-deny.ts";
import { avoidableIf } from "./nginx/avoidable-if.ts";
import { backupNotSupported } from "./nginx/backup-not-supported.ts";
import { balancerRedefined } from "./nginx/balancer-redefined.ts";
import { bufferSizes } from "./nginx/buffer-sizes.ts";
import { cacheWithoutKey } from "./nginx/cache-without-key.ts";
import { captureLostToMap } from "./nginx/capture-lost-to-map.ts";
import { captureOverwritten } from "./nginx/capture-overwritten.ts";
import { clientChosenUpstream } from "./nginx/client-chosen-upstream.ts";
import { conflictingServerName } from "./nginx/conflicting-server-name.ts";
import { contentTypeAdded } from "./nginx/content-type-added.ts";
import { defaultBodySize } from "./nginx/default-body-size.ts";
import { defaultRoot } from "./nginx/default-root.ts";
import { directoryListing } from "./nginx/directory-listing.ts";
import { dotfilesServed } from "./nginx/dotfiles-served.ts";
import { duplicateHeader } from "./nginx/duplicate-header.ts";
import { duplicateLimit } from "./nginx/duplicate-limit.ts";
import { duplicateListen } from "./nginx/duplicate-listen.ts";
import { duplicateLocation } from "./nginx/duplicate-location.ts";
import { duplicateName } from "./nginx/duplicate-name.ts";
import { duplicateType } from "./nginx/duplicate-type.ts";
import { duplicateUpstream } from "./nginx/duplicate-upstream.ts";
import { duplicateUpstreamServer } from "./nginx/duplicate-upstream-server.ts";
import { emptyUpstream } from "./nginx/empty-upstream.ts";
import { errorLogOff } from "./nginx/error-log-off.ts";
import { exposedRoot } from "./nginx/exposed-root.ts";
import { fewKeepaliveRequests } from "./nginx/few-keepalive-requests.ts";
import { filesNotCached } from "./nginx/files-not-cached.ts";
import { foldedHeader } from "./nginx/folded-header.ts";
import { geoLines } from "./nginx/geo-lines.ts";
import { headerNotAlways } from "./nginx/header-not-always.ts";
import { headerSplitting } from "./nginx/header-splitting.ts";
import { headersReplaced } from "./nginx/headers-replaced.ts";
import { hostFromClient } from "./nginx/host-from-client.ts";
import { hostNotPassed } from "./nginx/host-not-passed.ts";
import { hstsMissing } from "./nginx/hsts-missing.ts";
import { ifInLocation } from "./nginx/if-in-location.ts";
import { incompleteServer } from "./nginx/incomplete-server.ts";
import { incompleteTls } from "./nginx/incomplete-tls.ts";
import { invalidServerName } from "./nginx/invalid-server-name.ts";
import { lateLoadModule } from "./nginx/late-load-module.ts";
import { limitWithoutBurst } from "./nginx/limit-without-burst.ts";
import { listsReplaced } from "./nginx/lists-replaced.ts";
import { localhostUpstream } from "./nginx/localhost-upstream.ts";
import { longConnectTimeout } from "./nginx/long-connect-timeout.ts";
import { lowAddressBits } from "./nginx/low-address-bits.ts";
import { mapWithoutDefault } from "./nginx/map-without-default.ts";
import { missingEvents } from "./nginx/missing-events.ts";
import { missingOption } from "./nginx/missing-option.ts";
import { mixedClientCertificates } from "./nginx/mixed-client-certificates.ts";
import { moreConnectionsThanFiles } from "./nginx/more-connections-than-files.ts";
import { nameInListen } from "./nginx/name-in-listen.ts";
import { nestedLocation } from "./nginx/nested-location.ts";
import { neverMappedValue } from "./nginx/never-mapped-value.ts";
import { noDefaultServer } from "./nginx/no-default-server.ts";
import { openStatusPage } from "./nginx/open-status-page.ts";
import { patternForPath } from "./nginx/pattern-for-path.ts";
import { patternInPrefix } from "./nginx/pattern-in-prefix.ts";
import { phpWithoutTryFiles } from "./nginx/php-without-try-files.ts";
import { proxyPassDecodes } from "./nginx/proxy-pass-decodes.ts";
import { proxyPassSlash } from "./nginx/proxy-pass-slash.ts";
import { proxyPassUri } from "./nginx/proxy-pass-uri.ts";
import { proxyWithoutResolver } from "./nginx/proxy-without-resolver.ts";
import { publicResolver } from "./nginx/public-resolver.ts";
import { quicWithoutEffect } from "./nginx/quic-without-effect.ts";
import { readOnlyVariable } from "./nginx/read-only-variable.ts";
import { resolveWithoutResolver } from "./nginx/resolve-without-resolver.ts";
import { returnBeforeAccess } from "./nginx/return-before-access.ts";
import { rewriteForRedirect } from "./nginx/rewrite-for-redirect.ts";
import { rootOfItself } from "./nginx/root-of-itself.ts";
import { singleServerFails } from "./nginx/single-server-fails.ts";
import { slowPattern } from "./nginx/slow-pattern.ts";
import { splitClientsTotal } from "./nginx/split-clients-total.ts";
import { sslWithoutCertificate } from "./nginx/ssl-without-certificate.ts";
import { staplingWithoutEffect } from "./nginx/stapling-without-effect.ts";
import { swallowedLine } from "./nginx/swallowed-line.ts";
import { tcpOptionOnUdp } from "./nginx/tcp-option-on-udp.ts";
import { textNotCompressed } from "./nginx/text-not-compressed.ts";
import { tokenTooLong } from "./nginx/token-too-long.ts";
import { tryFilesWithProxy } from "./nginx/try-files-with-proxy.ts";
import { unanchoredLocation } from "./nginx/unanchored-location.ts";
import { undefinedLogFormat } from "./nginx/undefined-log-format.ts";
import { undefinedNamedLocation } from "./nginx/undefined-named-location.ts";
import { undefinedUpstream } from "./nginx/undefined-upstream.ts";
import { undefinedZone } from "./nginx/undefined-zone.ts";
import { unknownContext } from "./nginx/unknown-context.ts";
import { unknownVariable } from "./nginx/unknown-variable.ts";
import { unmatchedInclude } from "./nginx/unmatched-include.ts";
import { unreachableLocation } from "./nginx/unreachable-location.ts";
import { unusedName } from "./nginx/unused-name.ts";
import { upstreamConnectionsClosed } from "./nginx/upstream-connections-closed.ts";
import { upstreamIsItself } from "./nginx/upstream-is-itself.ts";
import { upstreamNeedsPort } from "./nginx/upstream-needs-port.ts";
import { upstreamWithPort } from "./nginx/upstream-with-port.ts";
import { versionShown } from "./nginx/version-shown.ts";
import { weakCipher } from "./nginx/weak-cipher.ts";
import { weakOriginPattern } from "./nginx/weak-origin-pattern.ts";
import { weakTlsProtocol } from "./nginx/weak-tls-protocol.ts";
import { websocketHeaders } from "./nginx/websocket-headers.ts";
import type { Rule } from "./rule.ts";
import { checkOfUnusedPort } from "./stack/check-of-unused-port.ts";
import { circularInclude } from "./stack/circular-include.ts";
import { floatingBindAddress } from "./stack/floating-bind-address.ts";
import { missingInclude } from "./stack/missing-include.ts";
import { upstreamIsVirtualAddress } from "./stack/upstream-is-virtual-address.ts";

export const allRules: readonly Rule[] = [
  // catalogue
  unknownDirective,
  unknownAllowance,
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
  lookalikeCharacter,
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
  commentEndsInBackslash,
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
  duplicateTracker,
  memberOfTwoSyncGroups,
  lostWeight,
  unquotedCommand,
  checkNeverFails,
  checkStopsKeepalived,
  symlinkedScriptPath,
  unusedCheck,
  timeoutAboveInterval,
  notifyArgumentMismatch,
  relativeScriptPath,
  flattenedFile,
  instanceWithoutHealthCheck,
  samplePassword,
  sampleValue,
  quorumAboveMaximum,
  unicastWithoutPeers,
  multicastSettingWithUnicast,
  duplicateUnicastPeer,
  unicastPeerIsSelf,
  impossibleTtlRange,
  unicastWithoutSource,
  mixedAddressFamilies,
  ignoredVersion,
  impliedAddressOwner,
  virtualAddressOfNode,
  settingWithoutEffect,
  advertIntervalTooLong,
  incompleteAuthentication,
  ahConflict,
  strictResetsSetting,
  strictNeedsLinkLocal,
  offSwitchesOn,
  addressOptionConflict,
  vmacWithUnicast,
  ipvlanWithoutAddress,
  incompleteRoute,
  incompletePolicyRule,
  duplicateGarpInterface,
  ignoredState,
  virtualAddressOutsideNetwork,
  tooManyVirtualAddresses,
  missingVirtualServerPort,
  forwardingPortMismatch,
  duplicateRealServer,
  duplicateVirtualServer,
  serverFamilyMismatch,
  unreachableQuorum,
  hysteresisAboveQuorum,
  onePacketWithoutUdp,
  haSuspendWithFwmark,
  schedulerFlagIgnored,
  sorrySettingAboveServer,
  sorryServerInPool,
  uncheckedRealServer,
  thresholdOrder,
  oddPersistenceMask,
  weightIgnoredByScheduler,
  virtualServerWithoutVip,
  checkOnOtherPort,
  replyLengthRange,
  checkAddressFamily,
  checkWithoutInterface,
  tunnelChecksum,
  bfdFamilyMismatch,
  duplicateBfdSession,
  bfdHopsAboveTtl,
  bfdNotForThis,
  bfdNameTooLong,
  groupWithoutFamily,
  groupFamilyMismatch,
  zeroMark,
  notifyStopsCheckedService,
  // nginx
  lineTooLong,
  includeAfterBrace,
  escapedCommentMark,
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
  bufferSizes,
  incompleteServer,
  tcpOptionOnUdp,
  incompleteTls,
  invalidServerName,
  lowAddressBits,
  geoLines,
  splitClientsTotal,
  duplicateType,
  duplicateLimit,
  lateLoadModule,
  rootOfItself,
  balancerRedefined,
  cacheWithoutKey,
  aliasTraversal,
  headerSplitting,
  clientChosenUpstream,
  hostFromClient,
  headersReplaced,
  absentRefererAllowed,
  allowWithoutDeny,
  returnBeforeAccess,
  weakOriginPattern,
  foldedHeader,
  slowPattern,
  swallowedLine,
  mapWithoutDefault,
  neverMappedValue,
  listsReplaced,
  defaultRoot,
  patternForPath,
  unanchoredLocation,
  proxyPassDecodes,
  hostNotPassed,
  versionShown,
  filesNotCached,
  fewKeepaliveRequests,
  duplicateHeader,
  contentTypeAdded,
  publicResolver,
  proxyPassSlash,
  aliasSlash,
  proxyWithoutResolver,
  tryFilesWithProxy,
  upstreamConnectionsClosed,
  weakTlsProtocol,
  weakCipher,
  errorLogOff,
  websocketHeaders,
  captureLostToMap,
  unmatchedInclude,
  unknownContext,
  localhostUpstream,
  nameInListen,
  avoidableIf,
  textNotCompressed,
  defaultBodySize,
  dotfilesServed,
  directoryListing,
  noDefaultServer,
  hstsMissing,
  limitWithoutBurst,
  staplingWithoutEffect,
  quicWithoutEffect,
  phpWithoutTryFiles,
  mixedClientCertificates,
  captureOverwritten,
  patternInPrefix,
  unreachableLocation,
  moreConnectionsThanFiles,
  singleServerFails,
  duplicateUpstreamServer,
  openStatusPage,
  exposedRoot,
  longConnectTimeout,
  headerNotAlways,
  rewriteForRedirect,
  unusedName,
  ifInLocation,
  upstreamIsItself,
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
  unusedAcl,
  emptyCondition,
  operatorInAcl,
  predefinedAcl,
  pathWithoutSlash,
  impossibleHost,
  aclRedefined,
  duplicateRule,
  unusedBackend,
  emptyBackend,
  uncheckedServer,
  checkWithoutServer,
  serverWithoutCookie,
  duplicateServerCookie,
  unreachableBackend,
  frontendWithoutBackend,
  routingWithoutInspection,
  duplicateBind,
  logWithoutTarget,
  maxconnAboveGlobal,
  missingDefaultBackend,
  counterNotStored,
  counterOutOfRange,
  stickTableWithoutExpire,
  missingTunnelTimeout,
  missingRequestTimeout,
  nameResolvedAtStart,
  conditionLine,
  unquotedVariable,
  openStatsPage,
  defaultCredentials,
  exposedStatsSocket,
  unverifiedServer,
  weakTls,
  unhashedPassword,
  plainTextPassword,
  passwordWithoutTls,
  acceptsMalformedHttp,
  forwardedForKept,
  runsAsRoot,
  noHardening,
  logOutsideChroot,
  closesEveryConnection,
  loggedCredentials,
  addressInHeader,
  serverIsItself,
  unexposedDirective,
  defaultsReference,
  sharedDefaultsRules,
  unbalancedCondition,
  ruleAfterFinal,
  backendLoop,
  unusedServers,
  muxMismatch,
  incompleteExternalCheck,
  serverTracking,
  tfoWithoutRetry,
  duplicateEntry,
  duplicateId,
  cookieOptionConflict,
  stickTableStore,
  incompleteEmailAlert,
  removedSection,
  undefinedCapture,
  undefinedMap,
  missingTracingFilter,
  undeclaredStatus,
  replyWithoutContentType,
  overriddenLogFormat,
  peerLineConflict,
  missingServerStateFile,
  fcgiWithoutServer,
  balanceConflict,
  cacheFilterOrder,
  tableTypeMismatch,
  trackTooLate,
  suspiciousTimeout,
  quicWithoutSsl,
  tlsNeverAgrees,
  repeatedGlobal,
  checkStepOrder,
  ringSize,
  cacheObjectSize,
  threadGroups,
  bandwidthFilter,
  lateThreadSettings,
  headerName,
  checkRequestLost,
  checkRequestReplaced,
  tooFewDescriptors,
  serversAboveMaxconn,
  slowstartWithoutEffect,
  leastconnWithoutSlowstart,
  balanceOfOneServer,
  singleNameserver,
  bindWithoutH2,
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
  failoverNeverHappens,
  equalPriority,
  bothNodesHoldVip,
  vipWithoutHolder,
  onlyTheSumOfChecksMovesIt,
  saturatedPriority,
  preemptDelayDelaysFailover,
  singleNode,
  interfaceMismatch,
  twoMasters,
  masterLowerPriority,
  duplicateRouterId,
  missingInstance,
  scriptMismatch,
  syncGroupMismatch,
  virtualServerMismatch,
  virtualRouterIdCollision,
  excludedAddressMismatch,
  haproxyDrift,
  nginxDrift,
  possiblePeer,
  // stack
  circularInclude,
  missingInclude,
  floatingBindAddress,
  upstreamIsVirtualAddress,
  checkOfUnusedPort,
];
