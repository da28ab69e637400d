"""Models on the desk: what there is, what each looks for, how it fared."""
