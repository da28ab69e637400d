"""The shelf 模型共享: models on their road from idea to published, taken up by offices, rated, withdrawn, exchanged."""
