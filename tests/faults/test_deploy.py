"""Two app servers behind a real proxy are restarted as a new release while phones send."""

from chaos import deploy
from chaos.deploy_proxy import Nginx
from chaos.harness import Figures

SEED = 5


def test_it_shows_nobody_an_error_and_loses_nothing():
    figures = deploy.run("short", SEED)
    assert figures.faults == []
    assert figures.counted["restarts behind Nginx"] == 2
    assert figures.counted["answers acknowledged behind Nginx"] >= 40


def test_it_would_notice_a_server_that_nobody_stands_in_for():
    figures = Figures()
    plan = deploy.PLANS["short"]._replace(answers=1, drain=0)
    deploy.behind(Nginx, plan, SEED, figures, "sqlite", alone=True)
    assert any("got 502" in fault for fault in figures.faults), figures
