#!/bin/sh
# Gets what the tests drive, a browser and a database server, where this user may install packages.
there() {
  case $1 in
    chromium) command -v chromium ;;
    postgresql) command -v initdb || ls /usr/lib/postgresql/*/bin/initdb ;;
  esac >/dev/null 2>&1
}
missing() { for package in chromium postgresql; do there "$package" || echo "$package"; done; }

[ -z "$(missing)" ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  apt-get update -qq >/dev/null 2>&1
  for package in $(missing); do
    DEBIAN_FRONTEND=noninteractive \
      apt-get install -y -qq --no-install-recommends "$package" >/dev/null 2>&1
  done
fi
for package in $(missing); do
  echo "The tests of $package are skipped: it is not there (Debian: apt-get install $package)."
done
