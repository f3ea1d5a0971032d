"""Every error parley raises on purpose.

    ParleyError
    ├── ReportError      the report cannot be read as given
    │   └── SpanError    a span does not lie in, or match, its text
    ├── WeightsError     the model file is missing, altered, or of another version
    └── RecordError      the store refuses
        └── ForgottenError   the report was forgotten on purpose

The text of an error is the sentence that the command line prints: what was met and where,
why it is refused, what to do.
"""


class ParleyError(Exception):
    """Base of all errors that parley raises on purpose."""


class ReportError(ParleyError):
    """The report cannot be read as given."""


class SpanError(ReportError, ValueError):
    """A span does not lie in, or does not match, its text."""


class WeightsError(ParleyError):
    """The model file is missing, altered, or of another version."""


class RecordError(ParleyError):
    """The store refuses."""


class ForgottenError(RecordError):
    """The report was forgotten on purpose, or a person in it was."""
