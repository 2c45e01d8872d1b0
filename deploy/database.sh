#!/usr/bin/env bash
# Databases and roles of a fresh PostgreSQL: one for the facts, two for Temporal, none of them a superuser's.
set -euo pipefail
psql --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" \
    --set dondoc="$DONDOC_DB_PASSWORD" --set temporal="$TEMPORAL_DB_PASSWORD" <<'SQL'
CREATE ROLE dondoc LOGIN PASSWORD :'dondoc';
CREATE DATABASE dondoc OWNER dondoc TEMPLATE template0 ENCODING 'UTF8';
CREATE ROLE temporal LOGIN CREATEDB PASSWORD :'temporal';
CREATE DATABASE temporal OWNER temporal;
CREATE DATABASE temporal_visibility OWNER temporal;
SQL
