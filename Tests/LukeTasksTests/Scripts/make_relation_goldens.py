"""Writes scikit-learn's scores of random relations, for RelationScoreTests.swift.

usage: python make_relation_goldens.py ../Goldens/relation-scores.json            # scikit-learn 1.9.1
"""

import json
import pathlib
import random
import sys

from sklearn.metrics import accuracy_score, f1_score, precision_score, recall_score

NEGATIVE = "no_relation"
RELATIONS = [
    NEGATIVE, "org:founded_by(e1,e2)", "org:founded_by(e2,e1)", "per:title(e1,e2)", "per:spouse(e1,e2)", "rare",
]


def case(generator, count, relations, share):
    """Answers of which about a share are right."""
    gold = [generator.choice(relations) for _ in range(count)]
    answers = [truth if generator.random() < share else generator.choice(RELATIONS) for truth in gold]
    others = sorted(set(gold + answers) - {NEGATIVE})

    def scores(average, labels=None):
        options = {"average": average, "labels": labels, "zero_division": 0}
        return {
            "precision": precision_score(gold, answers, **options),
            "recall": recall_score(gold, answers, **options), "f1": f1_score(gold, answers, **options),
        }

    return {
        "gold": gold, "answers": answers, "accuracy": accuracy_score(gold, answers),
        "macro": scores("macro"), "micro": scores("micro", others),
    }


def main():
    generator = random.Random(37)
    cases = [
        case(generator, 60, RELATIONS, 0.6), case(generator, 45, RELATIONS[:4], 0.3),
        case(generator, 20, RELATIONS[:2], 0), case(generator, 12, RELATIONS[3:4], 0.9),
    ]
    pathlib.Path(sys.argv[1]).write_text(json.dumps(cases, indent=1) + "\n")


main()
