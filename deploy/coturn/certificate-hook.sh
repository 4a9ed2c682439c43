#!/bin/sh
# For certbot's --deploy-hook: hands the certificate to coturn and nginx, now and after each renewal. coturn runs as a
# user of its own, who may not read what certbot keeps. Nobody is disconnected.
set -eu

mkdir -p /etc/coturn
cp "$RENEWED_LINEAGE/fullchain.pem" "$RENEWED_LINEAGE/privkey.pem" /etc/coturn/
chown root:turnserver /etc/coturn/fullchain.pem /etc/coturn/privkey.pem
chmod 640 /etc/coturn/fullchain.pem /etc/coturn/privkey.pem

# By this signal coturn reads its certificate again.
if systemctl is-active --quiet coturn; then systemctl kill --signal=SIGUSR2 coturn; fi
if systemctl is-active --quiet nginx; then systemctl reload nginx; fi
