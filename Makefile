# Each target is one of dev.py's, so that all of it works without make too.
.DEFAULT_GOAL := help
.PHONY: run setup test test-postgresql lock words chaos sbom help

run:
	@python3 dev.py run
setup:
	@python3 dev.py setup
test:
	@python3 dev.py test
test-postgresql:
	@python3 dev.py test-postgresql
lock:
	@python3 dev.py lock
words:
	@python3 dev.py words
chaos:
	@python3 dev.py chaos
sbom:
	@python3 dev.py sbom
help:
	@python3 dev.py help
