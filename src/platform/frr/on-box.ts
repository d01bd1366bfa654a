/**
 * The program netctl leaves on an FRR router for the length of one change: FRR has neither a candidate nor a commit
 * timer, so they are kept here. It lies in `~/.netctl/<id>/box`, beside `forth` and `back` (the change, and what takes it
 * back), and says one line beginning with `netctl: ` for each verb.
 *
 * Exactly one of timer, confirm and restore decides, by making the file `decided` (a hard link: it is there whole or not
 * at all). Whatever changes the router runs detached from the SSH session, which may break off at any moment.
 * Restoring ends when the running configuration equals the snapshot, and is tried again until then.
 */
export const onBox = `# netctl on this router, for one change: sh box VERB ID [MINUTES]
umask 077
verb=$1 id=$2
cd "$HOME/.netctl/$id" || exit
say() { echo "netctl: $*"; exit; }
config() { vtysh -c 'show running-config no-header' 2> /dev/null; }
in_any_order() { awk '/^[^ ]/ { a = $0; b = "" } /^ [^ ]/ { b = $0 } { print a "|" b "|" $0 }' "$1" | sort; }
is_old() {
  config > now
  cmp -s before now && return
  [ "\${1:-}" = any-order ] && [ "$(in_any_order before)" = "$(in_any_order now)" ]
}
decide() { echo "$1" > "word.$$" && ln "word.$$" decided 2> /dev/null; }
lives() { [ -e "$1" ] && tr '\\0' ' ' < "/proc/$(cat "$1")/cmdline" 2> /dev/null | grep -q " box $1 $id "; }
detached() { setsid sh box "$@" "$id" "\${minutes:-0}" < /dev/null > /dev/null 2>> log & }
release() { [ "$(cat ../lock)" = "$id" ] && rm -f ../lock; rm -rf "../$id"; }
holds() { [ "$(cat ../lock 2> /dev/null)" = "$id" ]; }
minutes=\${3:-0}

case $verb in
  state)
    case $(cat decided 2> /dev/null) in
      timer | restore) say "restoring $id" ;;
      confirm) say "confirmed $id" ;;
    esac
    [ -e timer ] || say "staged $id"
    lives timer && say "trial $id"
    say "unguarded $id"
    ;;
  prepare)
    config > before
    grep -q '^end' before || say "refused: the running configuration cannot be read"
    vtysh -C -f forth
    vtysh -C -f back > checked 2>&1 || say "refused: the way back: $(grep -v '^$' checked | head -1)"
    say "prepared $id"
    ;;
  trial)
    detached timer
    for _ in 1 2 3 4 5 6 7 8 9 10; do lives timer && break; sleep 0.2; done
    lives timer || say "refused: the timer does not start: $(tail -1 log)"
    detached apply
    until [ -e applied ] || [ -e decided ]; do sleep 0.05; done
    [ -e decided ] && say "refused: taken back by $(cat decided)"
    cat said
    say "applied $id"
    ;;
  timer)
    echo $$ > timer.new && mv timer.new timer
    sleep $((minutes * 60))
    decide timer && exec sh box undo "$id" 0
    ;;
  apply)
    echo $$ > apply
    [ -e decided ] || vtysh -f forth > said 2>&1
    : > applied
    ;;
  undo)
    echo $$ > undo
    lives apply && kill -- "-$(cat apply)" && sleep 0.2
    tries=0
    until is_old || { [ $tries -gt 1 ] && is_old any-order; }; do
      vtysh -f back >> log 2>&1
      is_old && break
      reload=/usr/lib/frr/frr-reload.py
      [ -x $reload ] && $reload --reload --stdout before >> log 2>&1
      tries=$((tries + 1))
      sleep $((tries < 10 ? 1 : 10))
    done
    release
    ;;
  confirm)
    decide confirm || say "refused: too late, taken back by $(cat decided)"
    lives timer && kill -- "-$(cat timer)"
    release
    say "confirmed $id"
    ;;
  restore)
    decide restore
    [ "$(cat decided)" = confirm ] && say "refused: it is confirmed"
    [ "$(cat decided)" = restore ] && lives timer && kill -- "-$(cat timer)"
    lives undo || detached undo
    tries=0
    while holds && [ $tries -lt 1000 ]; do sleep 0.1; tries=$((tries + 1)); done
    holds && say "refused: still restoring: $(tail -1 log)"
    say "restored $id"
    ;;
  discard)
    [ -e timer ] && lives timer && say "refused: in trial"
    case $(cat decided 2> /dev/null) in timer | restore) say "refused: restoring" ;; esac
    release
    say "discarded $id"
    ;;
esac
`;
