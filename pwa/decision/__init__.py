"""The decision core: questionnaire, timeline, policy, rules, advice, plan. See README.md."""

from pwa.decision.advice import Advice, advise
from pwa.decision.backtest import replay
from pwa.decision.case import Case, parse_answers, parse_case, parse_policy
from pwa.decision.difference import differences
from pwa.decision.gaps import Voice
from pwa.decision.lookup import look_up, unfolded
from pwa.decision.message import Message, message
from pwa.decision.parameter import Parameter
from pwa.decision.plan import compile_plan
from pwa.decision.policy import FIXED, PARAMETERS, Policy
from pwa.decision.presets import PRESETS
from pwa.decision.questionnaire import GAD7, band, total
from pwa.decision.reports import REPORTS
from pwa.decision.timeline import Timeline
from pwa.decision.translations import GAD7_IN

__all__ = [
    "FIXED",
    "GAD7",
    "GAD7_IN",
    "PARAMETERS",
    "PRESETS",
    "REPORTS",
    "Advice",
    "Case",
    "Message",
    "Parameter",
    "Policy",
    "Timeline",
    "Voice",
    "advise",
    "band",
    "compile_plan",
    "differences",
    "look_up",
    "message",
    "parse_answers",
    "parse_case",
    "parse_policy",
    "replay",
    "total",
    "unfolded",
]
