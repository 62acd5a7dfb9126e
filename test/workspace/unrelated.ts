/** Files of other programs that share a name or a look with ours: none of them may be taken for a configuration. */
export const unrelated: Readonly<Record<string, string>> = {
  "/etc/systemd/system.conf": "[Manager]\n#LogLevel=info\nDefaultTimeoutStopSec=90s\n",
  "/etc/systemd/system/nginx.service.d/override.conf":
    "[Service]\nExecStartPre=/usr/sbin/nginx -t\nRestart=always\n",
  "/etc/systemd/system/keepalived.service.d/limits.conf": "[Service]\nLimitNOFILE=65536\n",
  "/etc/systemd/journald.conf": "[Journal]\nStorage=persistent\nSystemMaxUse=1G\n",
  "/etc/apache2/apache2.conf":
    'ServerRoot "/etc/apache2"\n<Directory />\n    Options FollowSymLinks\n</Directory>\nListen 80\n',
  "/etc/apache2/sites-available/000-default.conf":
    "<VirtualHost *:80>\n    ServerName www.example.com\n    ProxyPass / http://127.0.0.1:8080/\n</VirtualHost>\n",
  "/etc/httpd/conf.d/ssl.conf":
    "Listen 443 https\n<VirtualHost _default_:443>\nSSLEngine on\nSSLProtocol all -SSLv3\n</VirtualHost>\n",
  "/etc/redis/redis.conf": "bind 127.0.0.1\nport 6379\ntimeout 0\nsave 900 1\n",
  "/etc/redis/sentinel.conf": "port 26379\nsentinel monitor mymaster 127.0.0.1 6379 2\n",
  "/etc/logrotate.conf": "weekly\nrotate 4\ncreate\ninclude /etc/logrotate.d\n",
  "/etc/logrotate.d/nginx":
    "/var/log/nginx/*.log {\n    daily\n    missingok\n    postrotate\n        invoke-rc.d nginx rotate\n    endscript\n}\n",
  "/etc/logrotate.d/haproxy": "/var/log/haproxy.log {\n    daily\n    rotate 52\n    missingok\n}\n",
  "/etc/resolv.conf": "search example.com\nnameserver 192.0.2.53\noptions timeout:1\n",
  "/etc/sysctl.conf": "net.ipv4.ip_nonlocal_bind = 1\nnet.ipv4.ip_forward=1\n",
  "/etc/sysctl.d/99-haproxy.conf": "net.ipv4.ip_nonlocal_bind=1\n",
  "/etc/rsyslog.d/49-haproxy.conf":
    '$AddUnixListenSocket /var/lib/haproxy/dev/log\n:programname, startswith, "haproxy" {\n  /var/log/haproxy.log\n  stop\n}\n',
  "/etc/security/limits.d/nginx.conf": "nginx soft nofile 65536\nnginx hard nofile 65536\n",
  "/etc/supervisor/conf.d/nginx.conf":
    "[program:nginx]\ncommand=/usr/sbin/nginx -g 'daemon off;'\nautostart=true\n",
  "/etc/supervisor/conf.d/web.conf": "[program:web]\ncommand=/srv/web\n",
  "/etc/fail2ban/filter.d/nginx-http-auth.conf":
    "[Definition]\nfailregex = ^ \\[error\\] user .* was not found\nignoreregex =\n",
  "/etc/fail2ban/filter.d/haproxy-http-auth.conf": "[Definition]\nfailregex = ^haproxy.* <NOSRV> 401\n",
  "/etc/mysql/my.cnf": "[mysqld]\nbind-address = 127.0.0.1\nport = 3306\n",
  "/etc/mysql/conf.d/server.conf": "[mysqld]\nserver-id = 1\n",
  "/etc/postgresql/16/main/postgresql.conf": "listen_addresses = '*'\nport = 5432\nmax_connections = 100\n",
  "/etc/bind/named.conf":
    'options {\n    directory "/var/cache/bind";\n    listen-on { any; };\n};\nzone "." { type hint; file "/usr/share/dns/root.hints"; };\n',
  "/etc/dhcp/dhcpd.conf":
    "subnet 192.0.2.0 netmask 255.255.255.0 {\n  range 192.0.2.10 192.0.2.100;\n  option routers 192.0.2.1;\n}\n",
  "/etc/dnsmasq.conf": "server=192.0.2.53\nlisten-address=127.0.0.1\n",
  "/etc/ssh/ssh_config.d/10-jump.conf": "Host lb1\n    ProxyJump bastion\n    User ops\n",
  "/etc/unbound/unbound.conf": "server:\n    interface: 0.0.0.0\n    access-control: 192.0.2.0/24 allow\n",
  "/etc/corosync/corosync.conf":
    "totem {\n    version: 2\n    cluster_name: web\n}\nnodelist {\n    node {\n        ring0_addr: 192.0.2.1\n    }\n}\n",
  "/etc/bird/bird.conf": "router id 192.0.2.1;\nprotocol bgp uplink {\n    local as 64500;\n}\n",
  "/etc/strongswan/strongswan.conf":
    "charon {\n    load_modular = yes\n    plugins {\n        include strongswan.d/charon/*.conf\n    }\n}\n",
  "/etc/syslog-ng/syslog-ng.conf":
    "@version: 3.38\nsource s_src { system(); internal(); };\nlog { source(s_src); destination(d_syslog); };\n",
  "/etc/squid/squid.conf":
    "acl localnet src 192.0.2.0/24\nhttp_access allow localnet\nhttp_port 3128\ncache deny all\n",
  "/etc/varnish/default.vcl":
    'vcl 4.1;\nbackend default {\n    .host = "127.0.0.1";\n    .port = "8080";\n}\n',
  "/etc/dovecot/conf.d/10-master.conf":
    "service imap-login {\n  inet_listener imap {\n    port = 143\n  }\n}\n",
  "/etc/collectd/collectd.conf": "LoadPlugin cpu\n<Plugin cpu>\n  ReportByCpu true\n</Plugin>\n",
  "/etc/telegraf/telegraf.conf":
    '[agent]\n  interval = "10s"\n[[inputs.haproxy]]\n  servers = ["http://127.0.0.1:8404"]\n',
  "/srv/python/setup.cfg": "[metadata]\nname = thing\n[options]\npackages = find:\n",
  "/srv/ansible/ansible.cfg": "[defaults]\ninventory = hosts\nremote_user = root\n",
  "/etc/nagios/objects/haproxy.cfg":
    "define host {\n    use linux-server\n    host_name lb1\n    address 192.0.2.1\n}\n",
  "/etc/zookeeper/zoo.cfg": "tickTime=2000\ndataDir=/var/lib/zookeeper\nserver.1=zk1:2888:3888\n",
  "/boot/grub/grub.cfg": "set timeout=5\nmenuentry 'Linux' {\n    linux /vmlinuz root=/dev/sda1\n}\n",
  "/srv/game/server.cfg": 'hostname "My server"\nmaxplayers 16\nbind "F1" "say hello"\n',
  "/srv/docs/keepalived.md": "# Our pair\n\n```\nvrrp_instance VI_1 {\n    state MASTER\n}\n```\n",
  "/srv/scripts/install-haproxy.sh":
    "cat > /etc/haproxy/haproxy.cfg <<'EOF'\nglobal\n    daemon\ndefaults\n    mode http\nEOF\n",
  "/srv/deploy/docker-compose.yml":
    "services:\n  nginx:\n    image: nginx\n    volumes:\n      - ./nginx.conf:/etc/nginx/nginx.conf\n",
  "/srv/deploy/Dockerfile": "FROM nginx:1.30\nCOPY nginx.conf /etc/nginx/nginx.conf\nEXPOSE 80\n",
  "/srv/lvs/ldirectord.cf": "checktimeout=3\nvirtual=192.0.2.10:80\n    real=192.0.2.21:80 gate\n",
  "/etc/nftables.conf":
    "table inet filter {\n    chain input {\n        type filter hook input priority 0;\n        ip protocol vrrp accept\n    }\n}\n",
  "/etc/frr/frr.conf": "frr version 8.4\ninterface eth0\n vrrp 51 version 3\n vrrp 51 ip 192.0.2.10\n",
  "/etc/monit/conf.d/haproxy":
    'check process haproxy with pidfile /run/haproxy.pid\n  start program = "/bin/systemctl start haproxy"\n',
};
