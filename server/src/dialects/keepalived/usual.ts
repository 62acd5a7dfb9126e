/** What people mostly want to write in a block, in the order in which they write it; all else follows by the alphabet. */

const usual: Readonly<Record<string, string>> = {
  root:
    "global_defs vrrp_script vrrp_instance vrrp_sync_group virtual_server virtual_server_group track_file " +
    "vrrp_track_process static_ipaddress static_routes static_rules bfd_instance",
  global_defs:
    "router_id enable_script_security script_user vrrp_version vrrp_garp_master_delay vrrp_garp_master_refresh " +
    "notification_email notification_email_from smtp_server smtp_connect_timeout max_auto_priority nftables",
  vrrp_script: "script interval timeout fall rise weight user init_fail",
  vrrp_instance:
    "state interface virtual_router_id priority advert_int nopreempt preempt_delay authentication unicast_src_ip " +
    "unicast_peer virtual_ipaddress virtual_ipaddress_excluded track_script track_interface track_file " +
    "track_process notify_master notify_backup notify_fault notify_stop notify virtual_routes virtual_rules version",
  "virtual_ipaddress-option": "dev label brd scope",
  "vrrp_instance/authentication": "auth_type auth_pass",
  vrrp_sync_group:
    "group track_script track_interface notify_master notify_backup notify_fault notify_stop notify",
  virtual_server:
    "delay_loop lb_algo lb_kind protocol persistence_timeout real_server sorry_server ha_suspend quorum quorum_up " +
    "quorum_down alpha omega virtualhost",
  "virtual_server/real_server":
    "weight inhibit_on_failure TCP_CHECK HTTP_GET SSL_GET MISC_CHECK SMTP_CHECK DNS_CHECK UDP_CHECK PING_CHECK " +
    "notify_up notify_down",
  "virtual_server/real_server/TCP_CHECK": "connect_timeout connect_port retry delay_before_retry",
  "virtual_server/real_server/HTTP_GET": "url connect_timeout connect_port retry delay_before_retry",
  "virtual_server/real_server/HTTP_GET/url": "path status_code digest regex virtualhost",
  "virtual_server/real_server/MISC_CHECK": "misc_path misc_timeout misc_dynamic user",
};

const orders = new Map(Object.entries(usual).map(([scope, names]) => [scope, names.split(" ")]));

/** The names in a scope that come first. */
export function usualIn(scope: string): readonly string[] {
  return orders.get(scope.replace("SSL_GET", "HTTP_GET")) ?? [];
}
