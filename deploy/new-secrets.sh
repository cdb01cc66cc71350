#!/bin/sh
# Writes the settings that compose.yaml reads, with new secrets, into deploy/secrets: one file for
# each that reads it, for nobody else's eyes. What is there already is never changed.
set -eu
address=${1:-}
case $address in
  https://*[!a-z0-9.-]*) wrong=yes ;;
  https://?*) wrong= ;;
  *) wrong=yes ;;
esac
if [ -n "$wrong" ]; then
  echo 'Usage: sh deploy/new-secrets.sh https://money.example.com' >&2
  exit 2
fi
dir=$(dirname "$0")/secrets
if [ -e "$dir" ]; then
  echo "$dir is there already. Nothing was changed: without its ENCRYPTION_KEYS every bank must be linked again." >&2
  exit 1
fi
umask 077
base64_of() { head -c "$1" /dev/urandom | base64 | tr -d '\n'; }
# Stands in addresses, where base64's letters would have to be written otherwise.
hex_of() { head -c "$1" /dev/urandom | od -An -tx1 | tr -d ' \n'; }
owner=$(hex_of 24)
app=$(hex_of 24)

mkdir "$dir"
cat > "$dir/app.env" <<END
# Of web, worker and migrate. Every setting is in .env.example. Keep a copy of this file away from the
# database's and its backups': without ENCRYPTION_KEYS every bank must be linked again, and without
# BACKUP_KEY no backup opens.
APP_URL=$address
AUTH_SECRET=$(base64_of 48)
ENCRYPTION_KEYS=k1:$(base64_of 32)
BACKUP_KEY=b1:$(base64_of 32)
DATABASE_URL=postgresql://plumbline_app:$app@postgres:5432/plumbline?sslmode=disable
PLAID_CLIENT_ID=
PLAID_SECRET=
PLAID_ENV=production
SMTP_URL=
MAIL_FROM=
END
cat > "$dir/database.env" <<END
# Of PostgreSQL and migrate alone.
POSTGRES_USER=plumbline_owner
POSTGRES_PASSWORD=$owner
POSTGRES_DB=plumbline
OWNER_DATABASE_URL=postgresql://plumbline_owner:$owner@postgres:5432/plumbline?sslmode=disable
END
echo "DOMAIN=${address#https://}" > "$dir/proxy.env"
echo "Wrote $dir. Put your Plaid keys into app.env, and keep a copy of it somewhere else."
