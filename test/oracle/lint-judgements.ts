/**
 * Judgements of lint-review.ts: what whoever read the file says of a rule's findings in it, "right: …" or
 * "wrong: …", by rule; one judgement for all findings of the rule in the file.
 */
export type JudgedDialect = "nginx" | "haproxy";

export interface Judgement {
  readonly says: string;
  readonly files: readonly string[];
}

const gixy = "dvershinin__gixy__tests__plugins__simply__";
const tests = "haproxy__haproxy__tests__conf__";
const regtests = "haproxy__reg-tests__";

export const judgements: Readonly<Record<JudgedDialect, Readonly<Record<string, readonly Judgement[]>>>> = {
  nginx: {
    "alias-slash": [
      {
        says: "right: the names below run together with `/home`",
        files: [`${gixy}alias_traversal__not_slashed_alias_fp.conf`],
      },
    ],
    "alias-traversal": [
      { says: "right: `/files/images../` is `/home/../`", files: [`${gixy}alias_traversal__nested.conf`] },
    ],
    "client-chosen-upstream": [
      {
        says: "right: a header `Proxy-Scheme: http://other/?` leads to any server",
        files: [`${gixy}ssrf__scheme_var.conf`],
      },
    ],
    "content-type-added": [
      {
        says: "right: the health page is sent as text/plain and as JSON",
        files: ["00adam001__youtube-clone-devops__nginx.conf"],
      },
    ],
    "duplicate-header": [
      {
        says: "right: Host once as $host, once as $http_host",
        files: ["rraodina__config-samples__nginx__conf.d__domain1.conf"],
      },
    ],
    "exposed-root": [
      {
        says: "right: all paths but one are looked for below `/`",
        files: ["TechEmpower__FrameworkBenchmarks__frameworks__C__nginx__nginx.conf"],
      },
      {
        says: "right: the homes of all users",
        files: [`${gixy}alias_traversal__nested.conf`, `${gixy}alias_traversal__slashed_alias_fp.conf`],
      },
    ],
    "header-not-always": [
      {
        says: "right: the 502 of a dead backend has no Strict-Transport-Security",
        files: [
          "joetanx__load-balancing-cyberark__nginx-ccp-http.conf",
          "joetanx__load-balancing-cyberark__nginx-conjur-http.conf",
          "joetanx__load-balancing-cyberark__nginx-psmgw-http.conf",
          "joetanx__load-balancing-cyberark__nginx-pvwa-http.conf",
        ],
      },
    ],
    "header-splitting": [
      {
        says: "right: a line break is no word character, and the path is decoded",
        files: [`${gixy}http_splitting__proxy_from_location_var.conf`],
      },
    ],
    "headers-replaced": [
      {
        says: "right: the security headers at the end of the server do not reach `/static/`",
        files: ["00adam001__youtube-clone-devops__nginx.conf"],
      },
      {
        says: "right: X-Frame-Options is lost",
        files: [
          `${gixy}add_header_redefinition__location_replaces.conf`,
          `${gixy}add_header_redefinition__nested_block.conf`,
        ],
      },
      { says: "right, as information", files: [`${gixy}add_header_redefinition__not_secure_dropped.conf`] },
      {
        says: "right before 1.29.7: what was to keep connections is lost where it counts",
        files: [
          "nriet__radar-storage-system__dual__vm1-hot__nginx.conf",
          "nriet__radar-storage-system__single__nginx.conf",
        ],
      },
    ],
    "host-from-client": [
      {
        says: "right: the server has a name; a `Host $host` stands above as well",
        files: ["rraodina__config-samples__nginx__conf.d__domain1.conf"],
      },
    ],
    "if-in-location": [
      {
        says: "right: only the last header is sent",
        files: [`${gixy}if_is_evil__if_is_evil_add_header.conf`],
      },
    ],
    "long-connect-timeout": [
      {
        says: "right: 300 s and 600 s, the second with another server to try",
        files: [
          "rraodina__config-samples__nginx__conf.d__domain1.conf",
          "rraodina__config-samples__nginx__conf.d__domain2.conf",
        ],
      },
    ],
    "open-status-page": [
      {
        says: "right: on port 80 for everybody",
        files: ["Alihaider475__docker-loadbalancing4__websites__site4__default.conf"],
      },
    ],
    "pattern-in-prefix": [
      { says: "right", files: ["jhinch__nginx-linter__test__examples__strict-location.conf"] },
    ],
    "php-without-try-files": [
      {
        says: "right: nothing asks whether there is such a file",
        files: ["quydx__scripts__install_lemp__nginx.conf"],
      },
    ],
    "rewrite-for-redirect": [
      { says: "right: of the whole path", files: ["shidg__note__lnmp__nginx-proxy-vhost.com"] },
    ],
    "single-server-fails": [
      {
        says: "right: one address each",
        files: [
          "trimstray__nginx-admins-handbook__lib__nginx__master___server__blkcipher.info__backends.conf",
          "trimstray__nginx-admins-handbook__lib__nginx__master___server__localhost__backends.conf",
        ],
      },
    ],
    "swallowed-line": [
      {
        says: "right: `ssl on` is a part of `server_name ccp.vx`, of which the `;` is missing",
        files: [
          "joetanx__load-balancing-cyberark__nginx-ccp-http.conf",
          "joetanx__load-balancing-cyberark__nginx-conjur-http.conf",
          "joetanx__load-balancing-cyberark__nginx-psmgw-http.conf",
          "joetanx__load-balancing-cyberark__nginx-pvwa-http.conf",
        ],
      },
    ],
    "unused-name": [
      {
        says: "right: no access_log at all",
        files: ["nginxinc__crossplane__tests__configs__quoted-right-brace__nginx.conf"],
      },
    ],
    "upstream-connections-closed": [
      {
        says: "right before 1.29.7: `location /` sends HTTP/1.0",
        files: [
          "coller95__lb-nginx-keepalived__loadbalancer__nginx-ip_hash.conf",
          "coller95__lb-nginx-keepalived__loadbalancer__nginx-lease_conn.conf",
          "coller95__lb-nginx-keepalived__loadbalancer__nginx-round_robin.conf",
        ],
      },
    ],
    "weak-cipher": [
      {
        says: "right: RC4 is asked for by name",
        files: [
          "rraodina__config-samples__nginx__conf.d__domain1.conf",
          "rraodina__config-samples__nginx__conf.d__domain2.conf",
        ],
      },
    ],
    "weak-tls-protocol": [
      {
        says: "right",
        files: [
          "00Abhishek00__Nginx__nginx.conf",
          "rraodina__config-samples__nginx__conf.d__domain1.conf",
          "rraodina__config-samples__nginx__conf.d__domain2.conf",
        ],
      },
    ],
  },
  haproxy: {
    "check-request-lost": [
      {
        says: "right: the test waits for `OPTIONS /` where `defaults` has `GET /status`",
        files: [`${regtests}checks__http-check-send__h1_0.cfg`],
      },
    ],
    "check-without-server": [
      {
        says: "right: the only server has no `check`",
        files: ["0xf00f00__docker-proxy-server__haproxy__haproxy.cfg"],
      },
    ],
    "default-credentials": [
      {
        says: "right",
        files: [
          "7ZFG1__Docker-Swarm-RabbitMQ__haproxy__haproxy.cfg",
          "AdilMektoub__install-cluster-k8s-centos-ubuntu__haproxy.conf",
          "Aidaho12__haproxy_configs__haproxy.cfg",
          "icepopfh__rabbitmq-haproxy-keepalived__haproxy.cfg",
        ],
      },
    ],
    "duplicate-directive": [
      { says: "right: 5s, then 10s", files: ["2600hz__kazoo-configs-haproxy__el9__haproxy__haproxy.cfg"] },
    ],
    "duplicate-rule": [
      { says: "right: `log global` twice", files: ["4linux__541__aula16__haproxy__haproxy.cfg"] },
    ],
    "empty-backend": [
      {
        says: "right: of the file as it is, to which a program adds the servers",
        files: ["aksinghdce__keepalived-haproxy-cofiguration__opt__dsp__sbin__templates__haproxy.cfg"],
      },
    ],
    "exposed-stats-socket": [
      {
        says: "right: `*:1999` with level admin",
        files: ["Aidaho12__haproxy_configs__haproxy.cfg"],
      },
      {
        says: "right: mode 666 or 777 with level admin",
        files: [
          `${tests}basic-check.cfg`,
          `${tests}tcp-check.cfg`,
          `${tests}test-cookie-indirect.cfg`,
          `${tests}test-cookie-passive.cfg`,
          `${tests}test-cookie-prefix.cfg`,
          `${tests}test-srv-verify.cfg`,
          `${tests}test-str2sa.cfg`,
        ],
      },
    ],
    "frontend-without-backend": [
      {
        says: "right: a frontend of a `bind` and nothing else",
        files: [
          `${tests}basic-check.cfg`,
          `${tests}tcp-check.cfg`,
          `${regtests}checks__tcp-check-ssl__htst_0.cfg`,
        ],
      },
    ],
    "header-name": [
      {
        says: "right: `X-Forwarded-Proto:` goes out with two colons",
        files: ["Aareez01__HAProxy-Setup-with-Rate-Limiting-CORS-and-OWASP-Compliance__haproxy.cfg"],
      },
    ],
    "maxconn-above-global": [
      { says: "right: 40000 of 1000", files: [`${tests}test-time.cfg`, `${tests}test-timeout.cfg`] },
    ],
    "misplaced-directive": [
      {
        says: "right: the checks of 2.6 to 3.2 send no `request-id`, which the test waits for",
        files: [`${regtests}checks__unique_id__h1_0.cfg`],
      },
    ],
    "open-stats-page": [
      {
        says: "right: a page without a password on every address",
        files: [
          "AFK-Ivan__HA-homework__Homework__hw2__haproxy.cfg",
          "Aidaho12__haproxy_configs__haproxy.cfg.rpmnew",
          "Alihaider475__docker-loadbalancing4__haproxy__haproxy.cfg",
          "Hr0mi__sflt-homeworks__2__haproxy__haproxy.cfg",
          "Hr0mi__sflt-homeworks__Fail_dz__haproxy_z1.cfg",
          "Hr0mi__sflt-homeworks__Fail_dz__haproxy_z2.cfg",
          "gabrielldn__postgres-ha-chaos-lab__haproxy__haproxy.cfg",
          "youroldmangaming__HighlyAvailableWebServer__haproxy.cfg",
          "zalando__patroni__haproxy.cfg",
          "haproxy__haproxy__examples__content-sw-sample.cfg",
          `${tests}basic-check.cfg`,
          `${tests}tcp-check.cfg`,
          `${tests}test-handshakes-chk.cfg`,
          `${tests}test-param-hash.cfg`,
          `${tests}test-srv-verify.cfg`,
          `${tests}test-str2sa.cfg`,
          `${tests}test-time.cfg`,
          `${tests}test-timeout.cfg`,
        ],
      },
      {
        says: "right: `stats admin if TRUE` without a password",
        files: ["PatrikTheDev__BI-VDC-cluster-config__haproxy.cfg"],
      },
    ],
    "surplus-argument": [
      {
        says: "right: the realm is `welcome`",
        files: ["icepopfh__rabbitmq-haproxy-keepalived__haproxy.cfg"],
      },
    ],
    "too-few-descriptors": [
      {
        says: "right: as many descriptors as connections, or fewer",
        files: [
          "bagustyo92__skripsi__haproxy_master_FIX.cfg",
          "bagustyo92__skripsi__haproxy_raspi.cfg",
          "haproxy__haproxy__examples__option-http_proxy.cfg",
        ],
      },
    ],
    "unchecked-server": [
      {
        says: "right: several servers, some without `check`",
        files: [
          `${tests}test-cookie-indirect.cfg`,
          `${tests}test-cookie-passive.cfg`,
          `${tests}test-cookie-prefix.cfg`,
          `${tests}test-hash-preseve-affinity.cfg`,
          `${tests}test-param-hash.cfg`,
          `${regtests}balance__balance-hash-maxconn__h1_0.cfg`,
          `${regtests}balance__balance-hash-maxqueue__h1_0.cfg`,
          `${regtests}balance__balance-uri-path-only__h1_0.cfg`,
          `${regtests}contrib__prometheus__h1_0.cfg`,
        ],
      },
    ],
    "unused-acl": [
      {
        says: "right: no rule uses it",
        files: ["Aareez01__HAProxy-Setup-with-Rate-Limiting-CORS-and-OWASP-Compliance__haproxy.cfg"],
      },
      { says: "right", files: ["Exymat__haproxy-vscode__docs__fixtures__unused-symbols.cfg"] },
    ],
    "unused-backend": [
      {
        says: "right: two tables that no rule tracks, and a backend that no frontend uses",
        files: ["Aidaho12__haproxy_configs__haproxy.cfg"],
      },
      {
        says: "right: nothing but their checks runs",
        files: [
          `${tests}basic-check.cfg`,
          `${tests}tcp-check.cfg`,
          `${regtests}checks__ldap-check__h1_0.cfg`,
          `${regtests}checks__mysql-check__h1_0.cfg`,
          `${regtests}checks__redis-check__h1_0.cfg`,
          `${regtests}checks__spop-check__h1_0.cfg`,
        ],
      },
    ],
    "unverified-server": [
      {
        says: "right",
        files: [
          "haproxy__haproxy__examples__keylog-test.cfg",
          `${tests}test-handshakes-chk.cfg`,
          `${tests}test-handshakes.cfg`,
          `${tests}test-srv-verify.cfg`,
        ],
      },
    ],
    "weak-tls": [
      {
        says: "right: 3DES; a group of 1024 bits",
        files: ["bagustyo92__skripsi__haproxy_slave_FIX.cfg", `${tests}test-srv-verify.cfg`],
      },
    ],
  },
};
