"""Where the numbers come from: the studies that more than one of them is taken from."""

PLUMMER = (
    "Plummer 2016 (cut-off 8: sensitivity 0.83, specificity 0.84); NHS Talking Therapies caseness"
)
TOUSSAINT = "Toussaint 2020: smallest important change 4 points"
BISCHOFF = "Bischoff 2020: reliable change 5.59, so 6"
SPITZER_BAND = "Spitzer 2006 severity band"
SPITZER_CUT_OFF = "Spitzer 2006: 10 or more, sensitivity 89 %, specificity 82 %"
LOOK_BACK = "the two-week look-back"
CHOICE = "choice"
