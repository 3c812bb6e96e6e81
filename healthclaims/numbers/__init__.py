"""What numbers hide: 1,000 people, small studies, amounts without units."""
