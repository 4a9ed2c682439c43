#!/bin/sh
# Does what certbot does as far as a machine without the internet can: looks for a file of its own where the name leads,
# issues a certificate, by an authority that the machine then trusts, and calls the hook.
set -eu

while [ $# -gt 0 ]; do
  case $1 in
    -w) webroot=$2; shift ;;
    -d) name=$2; shift ;;
    --deploy-hook) hook=$2; shift ;;
  esac
  shift
done

mkdir -p "$webroot/.well-known/acme-challenge"
echo mine > "$webroot/.well-known/acme-challenge/token"
[ "$(curl --silent --fail --location --insecure "http://$name/.well-known/acme-challenge/token")" = mine ]

authority=/usr/local/share/ca-certificates/authority
if [ ! -f "$authority.crt" ]; then
  openssl req -x509 -newkey rsa:2048 -noenc -days 30 -subj "/CN=An authority of the tests" \
    -keyout "$authority.key" -out "$authority.crt"
  update-ca-certificates
fi

RENEWED_LINEAGE=/etc/letsencrypt/live/$name
export RENEWED_LINEAGE
mkdir -p "$RENEWED_LINEAGE"
openssl req -newkey rsa:2048 -noenc -subj "/CN=$name" -addext "subjectAltName=DNS:$name" \
  -keyout "$RENEWED_LINEAGE/privkey.pem" -out "/tmp/$name.csr"
openssl x509 -req -days 90 -copy_extensions copyall -in "/tmp/$name.csr" \
  -CA "$authority.crt" -CAkey "$authority.key" -out "$RENEWED_LINEAGE/fullchain.pem"
"$hook"
