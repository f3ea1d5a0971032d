#!/bin/sh
# Gets the browser that the page's tests drive, where this user may install packages.
command -v chromium >/dev/null 2>&1 && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  apt-get update -qq >/dev/null 2>&1
  apt-get install -y -qq --no-install-recommends chromium >/dev/null 2>&1 && exit 0
fi
echo "The browser tests are skipped: chromium is not there (Debian: apt-get install chromium)."
