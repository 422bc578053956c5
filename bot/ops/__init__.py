"""What an operator watches: logs, the health endpoint, the doctor."""
