"""What the workflows on GitHub run. The words and the decisions are in `jambanken.pullrequest`."""
