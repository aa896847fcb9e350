"""The verbs of the weights that the reader learns from the desk's decisions."""

from django.utils.translation import gettext_lazy as _

from claims.event_data import Verb
from claims.event_data.learning import ClaimsRescored, WeightsChosen, WeightsLearned

WEIGHTS_LEARNED = Verb("learned_weights.fitted", _("Reader taught by the decisions of the desk"), WeightsLearned)
WEIGHTS_CHOSEN = Verb("learned_weights.chosen", _("Weights of check-worthiness chosen"), WeightsChosen)
WEIGHTS_CHOICE_UNDONE = Verb("learned_weights.choice_undone", _("Choice of weights undone"), WeightsChosen)
CLAIMS_RESCORED = Verb("claims.rescored", _("Claims scored by the new weights"), ClaimsRescored)
