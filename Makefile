# Each target is one of dev.py's, so that all of it works without make too.
run setup test lock help:
	@python3 dev.py $@

.DEFAULT_GOAL := help
.PHONY: run setup test lock help
