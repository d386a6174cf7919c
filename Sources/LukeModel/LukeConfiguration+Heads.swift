extension LukeConfiguration {
  /// Dropout before the classifiers of words, texts and choices.
  var dropoutOfClassifiers: Float { classifierDropout ?? hiddenDropout }
}
