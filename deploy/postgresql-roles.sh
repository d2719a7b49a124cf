#!/bin/bash
# The two roles of docs/postgresql.md and the database, made once: names and passwords are those of the addresses.
set -euo pipefail

part() { # part user|password|database ADDRESS
	[[ "$2" =~ ^postgresql://([A-Za-z0-9_-]+):([A-Za-z0-9_-]+)@[^/]+/([A-Za-z0-9_-]+)$ ]] || {
		echo "An address must read postgresql://role:password@host/database, in letters, digits, - and _." >&2
		exit 1
	}
	case "$1" in
	user) echo "${BASH_REMATCH[1]}" ;;
	password) echo "${BASH_REMATCH[2]}" ;;
	database) echo "${BASH_REMATCH[3]}" ;;
	esac
}

owner=$(part user "$DATABASE_OWNER_URL")
owner_password=$(part password "$DATABASE_OWNER_URL")
app=$(part user "$DATABASE_URL")
app_password=$(part password "$DATABASE_URL")
database=$(part database "$DATABASE_URL")

psql --no-psqlrc --set ON_ERROR_STOP=1 --username "${POSTGRES_USER:-postgres}" --dbname postgres \
	--set "owner=$owner" --set "owner_password=$owner_password" \
	--set "app=$app" --set "app_password=$app_password" --set "database=$database" <<'SQL'
CREATE ROLE :"owner" LOGIN PASSWORD :'owner_password';
CREATE ROLE :"app" LOGIN PASSWORD :'app_password';
CREATE DATABASE :"database" OWNER :"owner" ENCODING 'UTF8' TEMPLATE template0;
SQL
