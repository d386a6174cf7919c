extension LukeConfiguration {
  /// Dropout before the classifiers of words, texts and choices.
  var dropoutOfClassifiers: Float { classifierDropout ?? hiddenDropout }

  /// Dropout before what scores choices, which RoBERTa's class takes from the hidden states'.
  var dropoutOfChoices: Float {
    family.hasDenseClassifier ? hiddenDropout : dropoutOfClassifiers
  }
}
