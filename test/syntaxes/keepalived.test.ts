/** Colours of keepalived.conf. */
import { test } from "vitest";
import { expectScopes } from "./tokenise.ts";

const keepalived = (text: string) => expectScopes("keepalived", text);

test("a block's keyword, its name and its brace are told apart", () =>
  keepalived(`
vrrp_instance VI_1 {
^^^^^^^^^^^^^ keyword.other.block
              ^^^^ entity.name.section
              ^^^^ - constant
                   ^ punctuation.section.block.begin
    state MASTER
    ^^^^^ keyword.other.directive
          ^^^^^^ constant.language
    priority 100
             ^^^ constant.numeric
    advert_int 0.5
               ^^^ constant.numeric
}
^ punctuation.section.block.end`));

test("a block on one line ends on it", () =>
  keepalived(`
virtual_ipaddress { 10.0.0.5/24 dev eth0 }
^^^^^^^^^^^^^^^^^ keyword.other.block
                    ^^^^^^^^^^^ constant.numeric.address
                                ^^^ variable.parameter.option
                                         ^ punctuation.section.block.end
smtp_alert
^^^^^^^^^^ keyword.other.directive`));

test("words after the brace, and a block after a closing brace, are read as lines of their own", () =>
  keepalived(`
vrrp_instance A { state BACKUP
                  ^^^^^ keyword.other.directive
} vrrp_instance B {
  ^^^^^^^^^^^^^ keyword.other.block
                ^ entity.name.section`));

test("names in a list are no directives", () =>
  keepalived(`
track_script {
^^^^^^^^^^^^ keyword.other.block
    chk_nginx weight -5
    ^^^^^^^^^ - keyword.other.directive
              ^^^^^^ variable.parameter.option
                     ^^ constant.numeric
}
track_file load {
           ^^^^ entity.name.section
    file /run/load
    ^^^^ keyword.other.directive
}`));

test("an unclosed list ends where the next block begins", () =>
  keepalived(`
vrrp_instance A {
  virtual_ipaddress {
    10.0.0.1
  track_script {
  ^^^^^^^^^^^^ keyword.other.block
    chk
  }
  priority 90
  ^^^^^^^^ keyword.other.directive`));

test("addresses of both families, with masks and ranges", () =>
  keepalived(`
virtual_server_group web {
  192.168.1.10-20 80
  ^^^^^^^^^^^^^^^ constant.numeric.address
                  ^^ constant.numeric
  2001:db8::1 443
  ^^^^^^^^^^^ constant.numeric.address
}
static_routes {
  10.0.0.0/255.0.0.0 via fe80::1 dev eth0
  ^^^^^^^^^^^^^^^^^^ constant.numeric.address
                     ^^^ variable.parameter.option
                         ^^^^^^^ constant.numeric.address
}`));

test("both comment signs count in the middle of a word, but not in quotes or behind a backslash", () =>
  keepalived(`
! a note
^^^^^^^^ comment.line.exclamation
interface eth0#x
              ^^ comment.line.number-sign
auth_pass "a#b!c"
          ^^^^^^^ string.quoted.double
auth_pass a\\#b
           ^^ constant.character.escape
             ^ - comment`));

test("an unclosed quote ends with its line", () =>
  keepalived(`
notify "/bin/x
       ^^^^^^^ string.quoted.double
priority 100
^^^^^^^^ keyword.other.directive`));

test("definitions, their use and conditional lines", () =>
  keepalived(`
$IF=eth0
^^^ variable.other.definition
   ^ keyword.operator.assignment
@main priority 150
^^^^^ keyword.control.conditional
      ^^^^^^^^ keyword.other.directive
interface \${IF}.10
          ^^^^^ variable.other
include conf.d/*.conf
^^^^^^^ keyword.control.include
        ^^^^^^^^^^^^^ string.unquoted.path
~SEQ(N, 1, 3) vrrp_instance V$N {
^^^^ keyword.control.loop
              ^^^^^^^^^^^^^ keyword.other.block`));

test("a definition of several lines ends with the first line that does not go on", () =>
  keepalived(`
$VIPS=10.0.0.1 \\
               ^ punctuation.separator.continuation
10.0.0.2
^^^^^^^^ constant.numeric.address
priority 1
^^^^^^^^ keyword.other.directive`));

test("template tags stand apart", () =>
  keepalived(`
{% if x %}
^^^^^^^^^^ keyword.control.template
vrrp_instance {{ name }} {
^^^^^^^^^^^^^ keyword.other
              ^^^^^^^^^^ variable.other.template
    priority {{ priority }}
    ^^^^^^^^ keyword.other.directive
             ^^^^^^^^^^^^^^ variable.other.template
    priority <%= @p %>
             ^^^^^^^^^ variable.other.template
}
^ punctuation.section.block.end`));
